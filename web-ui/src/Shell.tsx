/** The frame that every page stands in. */
export function Shell() {
  return (
    <main>
      <h1>Dihya</h1>
    </main>
  );
}
