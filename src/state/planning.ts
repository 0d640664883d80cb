/** Planning a search reads the host: on a larger one than this it takes a while, and is done when it is asked for. */
export const mostEdgesPlannedUnasked = 1_000_000
