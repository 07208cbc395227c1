import './app/withoutEval.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createClient } from '#shared/contract/client.ts'
import App from './app/App.vue'
import { provideClient } from './app/client.ts'
import { createTransport } from './app/transport.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/floating.css'

provideClient(createClient(createTransport()))
createApp(App).use(createPinia()).mount('#app')
