/** A server for people that runs with the daemon, such as the pages of the embedded helpdesk. */
export interface Service {
  /** Starts to listen and returns its address. Throws a Fault of its port when it cannot. */
  start(): Promise<{ readonly url: string }>;
  /** Stops listening. May be called twice, and before `start`. */
  stop(): Promise<void>;
}
