/** The address of a place in the help, to be copied or opened in a new tab. The page reads `help` beside `view`. */

export const addressOfHelp = (place: string): string => `#view=help&help=${encodeURIComponent(place)}`
