/** Parts of the app that are loaded apart from the page. */

/** Loads a part when it is first asked for; what failed is tried again by the next who asks. A bundler's `import()` takes
 *  a tenth of a millisecond also where the part is there: too long for what is asked for with every page of rows. */
export function loadedOnce<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | undefined
  return () => {
    if (loading) return loading
    const begun = load()
    loading = begun
    begun.catch(() => (loading = undefined))
    return begun
  }
}
