/** The official driver as a file of its own in the build, which is fetched when a server is first asked over Bolt. */
export { default } from 'neo4j-driver'
