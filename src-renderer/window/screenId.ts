/** Screens by name. */
export type ScreenId = 'start' | 'brief' | 'compare' | 'decide' | 'library' | 'accuracy' | 'report' | 'settings'
