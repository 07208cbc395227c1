import './window/withoutEval.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createClient } from '#shared/contract/client.ts'
import { speakIfAsked } from '#shared/words/askedLanguage.ts'
import App from './app/App.vue'
import NoSession from './app/NoSession.vue'
import { provideClient } from './window/client.ts'
import { openTransport } from './window/transport.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/text.css'
import './ui/table.css'
import './ui/typed.css'
import './ui/floating.css'

speakIfAsked(new URLSearchParams(location.search).get('language'))
const transport = await openTransport()
if ('refused' in transport) {
  createApp(NoSession, { reason: transport.refused }).mount('#app')
} else {
  provideClient(createClient(transport))
  createApp(App).use(createPinia()).mount('#app')
}
