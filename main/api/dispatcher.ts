/** The collector's side of the contract, as the wires see it. */
export interface Dispatcher {
  /**
   * Checks the parameters against the contract and runs the call. Rejects with a Refusal only: `bad-request` for an
   * unknown name or wrong parameters, `internal` for a bug (which has been logged whole by then).
   */
  request(name: string, params: unknown): Promise<unknown>;
  /** Calls back for each event until the returned function is called. */
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
}
