/** One finished file of a report. */
export interface PrintedFile {
  readonly name: string;
  readonly sha256: string;
}

/** Where reports are kept. A file is never written twice under the same name. */
export interface Printer {
  /** The folder, as shown to people. */
  readonly folder: string;
  /**
   * Writes a file durably, or not at all. When the name exists, its content stays, and the returned hash is of that
   * content. Throws Fault `bug` for a name that leaves the folder.
   */
  write(name: string, content: string): Promise<PrintedFile>;
}
