export default async function tearDown() {
  await globalThis.preparedDatabases.close();
}
