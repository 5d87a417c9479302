/** The licence of a package that Stacktray is made of; a list of them lies beside the page, as `licences.json`. */
export interface Licence {
  name: string;
  version: string;
  /** As the package names it, mostly by its SPDX identifier. */
  licence: string;
  /** Empty when the package carries none. */
  text: string;
}
