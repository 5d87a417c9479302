/** Hands a text to the browser as a file to be saved. It never becomes a page: its type is plain, and it is a download. */
export function saveFile(name: string, parts: string[]): void {
  const address = URL.createObjectURL(new Blob(parts, { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of the content by the time it has handled the click.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  });
}
