/** One finished file of a report. */
export interface PrintedFile {
  readonly name: string;
  readonly sha256: string;
}

/** Where reports are kept. A file once written is never written again under the same name. */
export interface Printer {
  /** Folder as shown to people. */
  readonly folder: string;
  /**
   * Writes durably, or not at all. A name that was written before keeps its content, and the answer is about that.
   * Throws Fault `bug` on a name that leaves the folder.
   */
  write(name: string, content: string): Promise<PrintedFile>;
}
