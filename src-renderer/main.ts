import { z } from 'zod'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createClient } from '#shared/contract/client.ts'
import App from './app/App.vue'
import { provideClient } from './app/client.ts'
import { createTransport } from './app/transport.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/floating.css'

// The page's policy forbids eval, which zod would otherwise use to compile its parsers.
z.config({ jitless: true })

provideClient(createClient(createTransport()))
createApp(App).use(createPinia()).mount('#app')
