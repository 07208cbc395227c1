/** Screens by name. */
export type ScreenId = 'start' | 'compare' | 'decide' | 'library' | 'accuracy' | 'settings'
