/** What a file dialog offers as graphs. */
export const graphFileTypes =
  '.graphml,.xml,.gexf,.gml,.net,.paj,.dot,.gv,.csv,.tsv,.txt,.parquet,.arrow,.arrows,.feather,.json,.gz'
