/**
 * Answers the calls of the contract. Parameters are checked against their schemas here, once; refusals pass through, and
 * whatever else goes wrong is a bug: logged whole, answered as `internal`.
 */
import * as v from 'valibot';
import { contract, isCallName, type CallName, type ParamsOf, type ResultOf } from '../../shared/contract.ts';
import { describeError, Refusal, refusalOf } from '../../shared/error-codes.ts';
import type { Dispatcher } from '../api/dispatcher.ts';
import type { SourceReader } from '../source/source.ts';
import { applyTriage } from './apply-triage.ts';
import { dataHandlers } from './answer-data-calls.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { changeAccountToken, createAccountToken, removeAccountToken } from './account-tokens.ts';
import { changeToken, createToken, deleteProject, removeToken } from './project-tokens.ts';
import { decideDeploy } from './decide-deploy.ts';
import { compareOccurrences } from './compare-occurrences.ts';
import { exportFound, findOccurrences, foundPaths, hoursOfScope } from './explore-occurrences.ts';
import { exportOccurrences, listOccurrences, payloadPaths, sharedValues } from './list-occurrences.ts';
import { offerVersions } from './offer-versions.ts';
import { changeGroupingRules, groupingRules, parseGroupingRules } from './grouping-rules.ts';
import { previewRules } from './preview-rules.ts';
import { archiveProject, createProject, markProject, renameProject } from './projects.ts';
import * as queries from './queries.ts';
import { itemPeople, itemTrend, relatedItems } from './read-item-parts.ts';
import { attachmentsOf, readAttachment } from './read-attachments.ts';
import { nearNeighbours } from './near-neighbours.ts';
import { groupingReason, latestOccurrence, occurrenceById, rawBody } from './read-occurrences.ts';
import { itemDetail, itemRows, listItems } from './read-items.ts';
import { removeSearch, renameSearch, saveSearch } from './saved-searches.ts';
import { breakdownOfItem, completeSearch, countItems } from './search.ts';
import { changeResolvingEnvironments, resolvingEnvironments } from './resolve-on-deploy.ts';
import { changeResolveRules, resolveRules } from './resolve-rules.ts';
import { deployDetail, listDeploys } from './read-deploys.ts';
import { itemsOfVersion, listVersions, versionDetail } from './read-versions.ts';
import { changeRedaction, redactionRules } from './redaction.ts';
import { resendOccurrence } from './resend-occurrence.ts';
import type { Regrouper } from './regroup.ts';
import type { StorageKeeper } from './retention.ts';
import { guardItem } from './storm-guard.ts';
import { sendTestError } from './send-test-error.ts';
import { readOverview } from './read-overview.ts';
import type { ReportMatching } from './report-matching.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RqlJobRunner } from './rql-jobs.ts';
import { targetsOf, triageMatching, undoStep } from './triage-matching.ts';
import { chooseSourceEditor, mapSource, readSourceSettings, suggestSource } from './source-settings.ts';
import { blameFrame, openFrame, readFrame } from './source-frames.ts';
import { damageRefusal } from '../store/store.ts';
import type { SafekeepingDesk } from './safekeeping.ts';
import type { Listener } from './listener.ts';
import type { Status } from './status.ts';
import type { Alerting } from './watch-arrivals.ts';
import { changeUser, createUser } from './users.ts';
import { listSymbols, removeSymbols, type Symbols } from './symbols.ts';

export interface CallContext extends CollectorContext {
  changes: Changes;
  status: Status;
  limits: RateLimits;
  source: SourceReader;
  symbols: Symbols;
  rql: RqlJobRunner;
  matching: ReportMatching;
  regrouper: Regrouper;
  alerting: Alerting;
  safekeeping: SafekeepingDesk;
  storage: StorageKeeper;
  listener: Listener;
}

/** More steps back than anybody counts. */
const shownSteps = 100;

type Handlers = {
  [Name in CallName]: (context: CallContext, params: ParamsOf<Name>) => ResultOf<Name> | Promise<ResultOf<Name>>;
};

const handlers: Handlers = {
  'app.status': ({ status }) => status.read(),
  'app.sendTestError': ({ status, newUuid, now }) => sendTestError(status.read(), { uuid: newUuid(), at: now() }),
  'settings.get': ({ settings }) => settings.read(),
  'settings.change': ({ settings }, wanted) => settings.change(wanted),
  'listener.settings': ({ listener }) => listener.settings(),
  'listener.move': ({ listener }, { port }) => listener.move(port),
  'listener.limitBodies': ({ listener }, { bytes }) => listener.limitBodies(bytes),
  'grouping.read': ({ regrouper }) => regrouper.read(),
  'grouping.preview': ({ regrouper }) => regrouper.preview(),
  'grouping.cancelPreview': ({ regrouper }) => regrouper.cancelPreview(),
  'grouping.change': ({ regrouper }) => regrouper.change(),
  'grouping.takeBack': ({ regrouper }) => regrouper.takeBack(),
  'groupingRules.read': groupingRules,
  'groupingRules.change': changeGroupingRules,
  'groupingRules.parse': parseGroupingRules,
  'groupingRules.preview': previewRules,
  'redaction.rules': redactionRules,
  'redaction.change': changeRedaction,
  'occurrences.resend': resendOccurrence,
  'alerts.settings': ({ alerting }) => alerting.settings(),
  'alerts.change': ({ alerting }, { settings }) => alerting.change(settings),
  'alerts.pause': ({ alerting }, { until }) => alerting.change({ ...alerting.settings(), pausedUntil: until }),
  'alerts.try': ({ alerting }) => {
    alerting.try();
    return null;
  },
  'overview.read': readOverview,
  ...dataHandlers,
  'storage.read': ({ storage }) => storage.read(),
  'storage.measure': ({ storage }) => storage.measure(),
  'storage.preview': ({ storage }, { limits }) => storage.preview(limits),
  'storage.limit': ({ storage }, { limits }) => storage.limit(limits),
  'storage.prune': ({ storage }) => storage.prune(),
  'storage.pause': ({ storage }, { paused }) => storage.pause(paused),
  'storage.compact': ({ storage }) => storage.compact(),
  'storage.removeCopies': ({ store }) => {
    store.retention.removeCopies();
    return null;
  },
  'storage.guardStorms': ({ storage }, { on }) => storage.guardStorms(on),
  'items.guardStorms': guardItem,
  'projects.list': ({ store }) => store.projects.list(),
  'projects.create': createProject,
  'projects.rename': renameProject,
  'projects.mark': markProject,
  'projects.archive': archiveProject,
  'projects.tokens': ({ store }, { id }) => store.tokens.ofProject(id),
  'projects.resolvingEnvironments': (context, { id }) => resolvingEnvironments(context, id),
  'projects.changeResolvingEnvironments': changeResolvingEnvironments,
  'projects.resolveRules': resolveRules,
  'projects.changeResolveRules': changeResolveRules,
  'projects.remove': deleteProject,
  'projects.createToken': createToken,
  'tokens.change': changeToken,
  'tokens.remove': removeToken,
  'account.tokens': ({ store }) => store.accountTokens.list(),
  'account.createToken': createAccountToken,
  'account.changeToken': changeAccountToken,
  'account.removeToken': removeAccountToken,
  'users.list': ({ store }) => store.users.list(),
  'users.create': createUser,
  'users.change': changeUser,
  'items.list': listItems,
  'items.counts': countItems,
  'items.breakdown': breakdownOfItem,
  'items.rows': (context, { ids, span }) => itemRows(context, ids, span),
  'items.get': itemDetail,
  'items.viewed': ({ store, now, changes }, { ids }) => {
    store.items.markViewed(ids, now());
    changes.publish({ itemIds: ids });
    return null;
  },
  'items.triage': (context, { command }) => {
    const answer = applyTriage(context, command, command.id);
    context.changes.publish({ itemIds: [...answer.applied, ...targetsOf(answer.undo)], projects: true });
    return answer;
  },
  'items.triageMatching': triageMatching,
  'triage.steps': ({ store }) => store.undoSteps.list(shownSteps),
  'triage.undo': undoStep,
  'items.trend': itemTrend,
  'items.people': itemPeople,
  'items.related': relatedItems,
  'occurrences.list': listOccurrences,
  'occurrences.paths': payloadPaths,
  'occurrences.export': exportOccurrences,
  'occurrences.shared': sharedValues,
  'occurrences.find': findOccurrences,
  'occurrences.exportFound': exportFound,
  'occurrences.foundPaths': foundPaths,
  'occurrences.hours': hoursOfScope,
  'occurrences.compare': compareOccurrences,
  'occurrences.latest': latestOccurrence,
  'occurrences.get': occurrenceById,
  'occurrences.grouping': groupingReason,
  'occurrences.neighbours': nearNeighbours,
  'occurrences.raw': rawBody,
  'source.settings': readSourceSettings,
  'source.map': mapSource,
  'source.suggest': suggestSource,
  'source.chooseEditor': chooseSourceEditor,
  'source.read': readFrame,
  'source.blame': blameFrame,
  'source.open': openFrame,
  'symbols.list': listSymbols,
  'symbols.delete': removeSymbols,
  'occurrences.attachments': attachmentsOf,
  'attachments.read': readAttachment,
  'search.complete': completeSearch,
  'search.saved': ({ store }) => store.savedSearches.list(),
  'search.save': saveSearch,
  'search.rename': renameSearch,
  'search.remove': removeSearch,
  'deploys.list': listDeploys,
  'deploys.get': deployDetail,
  'deploys.decide': decideDeploy,
  'versions.list': listVersions,
  'versions.offers': offerVersions,
  'versions.get': versionDetail,
  'versions.items': itemsOfVersion,
  'queries.run': queries.runQuery,
  'queries.job': queries.readQueryJob,
  'queries.result': queries.queryResult,
  'queries.cancel': queries.cancelQuery,
  'queries.history': queries.queryHistory,
  'queries.saved': queries.savedQueries,
  'queries.save': queries.saveQuery,
  'queries.forget': queries.forgetQuery,
  'refused.list': ({ store }, { cursor, limit }) => store.refused.list(cursor, limit),
  'refused.get': ({ store }, { id }) => {
    const delivery = store.refused.byId(id);
    if (!delivery) throw new Refusal('not-found', 'This delivery is not kept any more.');
    return delivery;
  },
  'refused.clear': ({ store, changes, status }) => {
    store.refused.clear();
    changes.publish({ refused: true });
    status.refused();
    return null;
  },
};

/** The collector's side of the contract. */
export function createDispatcher(
  context: CollectorContext,
  parts: Omit<CallContext, keyof CollectorContext>,
): Dispatcher {
  const callContext: CallContext = { ...context, ...parts };
  return {
    subscribe: parts.changes.subscribe,
    request: async (name, params) => {
      if (!isCallName(name)) throw new Refusal('bad-request', `There is no call named ${name.slice(0, 60)}.`);
      const checked = v.safeParse(contract[name].params, params);
      if (!checked.success) throw new Refusal('bad-request', `${name}: ${v.summarize(checked.issues)}`);
      try {
        await context.storing.settled();
        return await run(callContext, name, checked.output);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        context.log(`${name} failed: ${describeError(error)}`);
        throw refusalOf(damageRefusal(error, 'the data folder'));
      }
    },
  };
}

function run<Name extends CallName>(context: CallContext, name: Name, params: unknown): unknown {
  return handlers[name](context, params as ParamsOf<Name>);
}
