/** Everything the page holds, tied together: who hears of what. */
import type { Client } from '../../shared/client.ts';
import { createAccount } from './account.svelte.ts';
import { createAlerts } from './alerts.svelte.ts';
import type { ItemRow } from '../../shared/item.ts';
import { createArrival } from './arrival.svelte.ts';
import { createAddress, type AddressBar } from './address.svelte.ts';
import { createClock } from './clock.svelte.ts';
import { createCounts } from './counts.svelte.ts';
import { createDeploys } from './deploys.svelte.ts';
import { createDesktop, type DesktopHands } from './desktop.svelte.ts';
import { createForesight } from './foresight.ts';
import { createExplorer } from './explorer.svelte.ts';
import { belongsTo } from './inbox-rows.ts';
import { createInbox } from './inbox.svelte.ts';
import { createItem } from './item.svelte.ts';
import { createItemPage } from './item-page.svelte.ts';
import { createPaletteItems } from './palette.svelte.ts';
import { createPreferences, listingOf } from './preferences.svelte.ts';
import { createListener } from './listener.svelte.ts';
import { createMaskedClient } from './masked-client.ts';
import { createProjects } from './projects.svelte.ts';
import { createQuery } from './query.svelte.ts';
import { createQueryShelf } from './query-shelf.svelte.ts';
import { createRedaction } from './redaction.svelte.ts';
import { createRefused } from './refused.svelte.ts';
import { createResending } from './resending.svelte.ts';
import { placeOfOccurrence } from './place-of-occurrence.ts';
import type { Route } from './route.ts';
import { createSource, type ChooseFolder } from './source.svelte.ts';
import { createGroupingRules } from './grouping-rules.svelte.ts';
import { createRegrouping } from './regrouping.svelte.ts';
import { createStorage } from './storage.svelte.ts';
import { createSavedSearches } from './saved-searches.svelte.ts';
import { createSearchValues } from './search-values.svelte.ts';
import { createSafekeeping, type Desktop } from './safekeeping.svelte.ts';
import { createSettings } from './settings.svelte.ts';
import { createStatus, type Connection } from './status.svelte.ts';
import type { Surroundings } from './surroundings.ts';
import { createSymbols } from './symbols.svelte.ts';
import { createToasts } from './toasts.svelte.ts';
import { createTriage } from './triage.svelte.ts';
import { askVersions } from './version-offers.ts';
import { createVersions } from './versions.svelte.ts';
import { createTriageMode } from './triage-mode.svelte.ts';
import type { WebNotifier } from './web-notifier.ts';
import { createWelcome } from './welcome.svelte.ts';

export type App = ReturnType<typeof createApp>;

export interface AppOptions extends Surroundings {
  client: Client;
  /** Tells when the connection changes, beginning with what it is now. */
  onState: (listener: (state: Connection, detail?: string, canRepair?: true) => void) => void;
  bar: AddressBar;
  /** Missing where the window cannot ask for a folder. */
  chooseFolder?: ChooseFolder | null;
  /** Missing in a browser. */
  desktop?: (DesktopHands & Desktop) | null;
  /** Missing where the program itself shows notifications. */
  notifier?: WebNotifier | null;
  storage: Pick<Storage, 'getItem' | 'setItem'>;
}

export function createApp(given: AppOptions) {
  const redaction = createRedaction(given);
  const options = { ...given, client: createMaskedClient(given.client, redaction.ready) };
  const { client, now, later } = options;
  const toasts = createToasts(later);
  const preferences = createPreferences(options.storage);
  const welcome = createWelcome(later);
  const inbox = createInbox(options, listingOf(preferences.values));
  const counts = createCounts(options, welcome.update);
  const viewed = (seen: ItemRow, at: number): void => {
    inbox.markViewed(seen.id, at);
    if (belongsTo('new', seen, at)) counts.markViewed();
  };
  const item = createItem(given, viewed, redaction);
  /** The item that is looked at beside the list. */
  const peek = createItem(given, viewed, redaction);
  const account = createAccount(options);
  const itemPage = createItemPage(options, preferences.values.trend);
  const explorer = createExplorer(options);
  const projects = createProjects(options, toasts);
  const refused = createRefused(options);
  let searchedProject: number | null = null;
  const searchValues = createSearchValues(options, ({ field, key, prefix }) =>
    client.call('search.complete', { projectId: searchedProject, field, key, typed: prefix }),
  );
  const regrouping = createRegrouping(options);
  const storage = createStorage(options);
  const groupingRules = createGroupingRules(options);
  const savedSearches = createSavedSearches(options, toasts);
  const safekeeping = createSafekeeping(options, options.chooseFolder ?? null, options.desktop ?? null);
  const settings = createSettings(options, toasts);
  const listener = createListener(options, toasts);
  const arrival = createArrival(options);
  const source = createSource(options, toasts, options.chooseFolder ?? null);
  const symbols = createSymbols(options);
  const status = createStatus(options, toasts);
  const deploys = createDeploys(options, toasts);
  const versions = createVersions(options);
  const address = createAddress(options.bar, follow);
  const open = (path: string): void => {
    address.open(path);
  };
  const alerts = createAlerts(options, options.notifier ?? null, open);
  const desktop = createDesktop(options.desktop ?? null, open);
  const queryShelf = createQueryShelf(options);
  const query = createQuery({
    ...options,
    onAsked: (id) => {
      if (address.route.screen === 'query') address.replace({ screen: 'query', jobId: id });
    },
    onFinished: () => void queryShelf.loadHistory(),
  });

  const shown = createForesight({ inbox, counts, item, peek, now, nameOf: account.nameOf });
  const triage = createTriage(options, shown, toasts);
  const triageMode = createTriageMode();

  /** Searches are completed with what this project has. */
  function searchIn(projectId: number | null): void {
    if (projectId !== searchedProject) searchValues.clear();
    searchedProject = projectId;
  }

  /** The screens load what the route asks for. */
  function follow(route: Route): void {
    if (route.screen === 'inbox') {
      searchIn(route.filter.projectId);
      inbox.show(route.filter);
      counts.show(route.filter);
    }
    if (route.screen !== 'item') triageMode.end();
    if (route.screen !== 'item' || route.id !== item.id) redaction.conceal();
    if (route.screen === 'item') {
      if (inbox.generation === 0) {
        inbox.show(inbox.filter);
        counts.show(inbox.filter);
      }
      if (inbox.rows.some((row) => row.id === route.id) && inbox.cursor.selectedId !== route.id) {
        inbox.cursor.select(route.id);
      }
      const known = inbox.rows.find((row) => row.id === route.id) ?? null;
      void item.open(route.id, route.occurrenceId, known);
      const { occurrenceId, tab = 'traceback', withId = null } = route;
      itemPage.show(route.id, { tab, occurrenceId, withId });
    } else {
      item.close();
      itemPage.show(null, { tab: 'traceback', occurrenceId: null, withId: null });
    }
    if (route.screen === 'occurrence')
      void placeOfOccurrence(options, toasts, route.id).then((place) => {
        if (place && address.route === route) address.replace(place);
      });
    if (route.screen === 'deploys') {
      deploys.list.show(route);
      deploys.open(route.id);
    }
    if (route.screen === 'versions') {
      versions.list.show(route);
      versions.open(route);
    }
    if (route.screen === 'occurrences') {
      searchIn(route.scope.projectId);
      explorer.show(route.scope);
    } else explorer.hide();
    if (route.screen === 'refused') {
      refused.refresh();
      void refused.open(route.id);
    }
    if (route.screen === 'query') {
      void query.show(route.jobId);
      void queryShelf.loadPaths(query.projectId);
      if (queryShelf.asked === null) {
        void queryShelf.loadHistory();
        void queryShelf.loadSaved();
      }
    }
    if (route.screen === 'settings') {
      void settings.load();
      void listener.load();
      void alerts.load();
      void desktop.load();
      void account.load();
      void source.load();
      regrouping.load();
      void redaction.load();
      safekeeping.load();
      storage.load();
      projects.refresh();
      symbols.refresh();
    }
  }

  function reload(): void {
    void redaction.load();
    void status.load();
    void source.load();
    projects.refresh();
    refused.refresh();
    void account.load();
    void savedSearches.load();
    void query.resume();
    void triage.load();
    const again = inbox.generation > 0;
    follow(address.route);
    counts.refresh();
    if (again) inbox.refresh();
    explorer.refresh();
    if (item.id !== null) {
      item.refresh([item.id]);
      itemPage.refresh([item.id]);
    }
  }

  client.on('changed', (changed) => {
    if (changed.itemIds.length > 0) {
      inbox.refresh(changed.itemIds);
      counts.refresh();
      item.refresh(changed.itemIds);
      itemPage.refresh(changed.itemIds);
      peek.refresh(changed.itemIds);
      explorer.refresh();
      projects.refresh();
    }
    if (changed.projects) projects.refresh();
    // Without items it was a decision about projects: what is archived is in no list.
    if (changed.projects && changed.itemIds.length === 0 && inbox.generation > 0) {
      inbox.refresh();
      counts.refresh();
    }
    if (address.route.screen === 'deploys') deploys.refresh();
    if (address.route.screen === 'versions') versions.refresh();
    if (changed.projects && address.route.screen === 'settings') symbols.refresh();
    if (changed.refused) refused.refresh();
  });
  client.on('status', () => {
    // Reports are read for the breakdown behind their arrival.
    const read = itemPage.breakdown.found?.occurrences;
    if (read !== undefined && read < (item.row?.totalOccurrences ?? 0)) itemPage.breakdown.refresh();
  });
  options.onState((state, detail, canRepair) => {
    status.setConnection(state, detail, canRepair);
    if (state === 'connected') reload();
  });

  return {
    account,
    address,
    alerts,
    arrival,
    clock: createClock(now, later),
    counts,
    deploys,
    desktop,
    explorer,
    inbox,
    item,
    itemPage,
    listener,
    paletteItems: createPaletteItems(options),
    /** Versions in which these items can be said to be resolved. */
    offersFor: (itemIds: readonly number[]) => askVersions(client, itemIds),
    peek,
    preferences,
    projects,
    query,
    queryShelf,
    redaction,
    refused,
    regrouping,
    groupingRules,
    resending: createResending(options),
    safekeeping,
    savedSearches,
    searchValues,
    settings,
    source,
    status,
    storage,
    symbols,
    toasts,
    triage,
    versions,
    triageMode,
    welcome,
  };
}
