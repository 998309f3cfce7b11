/** Something that serves people while the daemon runs, such as the pages of the embedded helpdesk. */
export interface Service {
  /** Listens; resolves with the address that was taken. Throws a Fault of its port when it cannot. */
  start(): Promise<{ readonly url: string }>;
  /** Stops listening. Doing it twice changes nothing. */
  stop(): Promise<void>;
}
