/** For the shells, which import nothing but the app: the known names closest to what was typed. */
export { nearestNames } from '../engine/predict/names.ts'
