/** The route of this window. Steps within a screen replace the address; opening something adds to the history. */
import { hashOf, parseRoute, type Route } from './route.ts';

/** The part of `window` that this needs. */
export interface AddressBar {
  location: { hash: string };
  history: {
    state: unknown;
    pushState(state: unknown, unused: string, url: string): void;
    replaceState(state: unknown, unused: string, url: string): void;
    back(): void;
  };
  addEventListener(type: 'popstate' | 'hashchange', listener: () => void): void;
  open(url: string, target: '_blank'): unknown;
}

export type Address = ReturnType<typeof createAddress>;

/** Kept with an entry of the history: whether the entry before it is the list that it was opened from. */
const opened = { openedFromList: true };

export function createAddress(bar: AddressBar, onChange: (route: Route) => void) {
  let route = $state.raw<Route>(parseRoute(bar.location.hash));

  function read(): void {
    const hash = bar.location.hash;
    if (hash === hashOf(route)) return;
    route = parseRoute(hash);
    onChange(route);
  }
  bar.addEventListener('popstate', read);
  bar.addEventListener('hashchange', read);

  function set(wanted: Route): void {
    route = wanted;
    onChange(wanted);
  }

  return {
    get route() {
      return route;
    },
    /** Goes there, keeping the way back. */
    go(wanted: Route) {
      if (hashOf(wanted) === hashOf(route)) return;
      const isList = route.screen === 'inbox' || route.screen === 'occurrences';
      bar.history.pushState(isList ? opened : null, '', hashOf(wanted));
      set(wanted);
    },
    /** Goes to an address behind the `#`, beginning with `/`. */
    open(path: string) {
      this.go(parseRoute(`#${path}`));
    },
    /** Shows it in another window. */
    openBeside(wanted: Route) {
      bar.open(hashOf(wanted), '_blank');
    },
    /** Goes there in place of what is shown now. */
    replace(wanted: Route) {
      bar.history.replaceState(bar.history.state, '', hashOf(wanted));
      set(wanted);
    },
    /** Back to the list that this was opened from, or else to `otherwise`. */
    back(otherwise: Route) {
      if (JSON.stringify(bar.history.state) === JSON.stringify(opened)) bar.history.back();
      else this.go(otherwise);
    },
  };
}
