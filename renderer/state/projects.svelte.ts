/** The projects, their names and their tokens. */
import type { Project, ProjectColour, ProjectToken, RateLimit, TokenScope } from '../../shared/project.ts';
import type { ResolveRules } from '../../shared/resolve-rules.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

/** More would look alike beside each other. */
const usualColours = [1, 2, 3, 4, 5] as const;

export type Projects = ReturnType<typeof createProjects>;

export function createProjects({ client, later }: Surroundings, toasts: Toasts) {
  let list = $state.raw<Project[] | null>(null);
  let tokens = $state.raw<Record<number, ProjectToken[]>>({});
  let resolving = $state.raw<Record<number, string[]>>({});
  let rules = $state.raw<Record<number, ResolveRules>>({});
  let failure = $state.raw<ErrorWords | null>(null);
  const refresher = createRefresher(load, later, 1000);

  async function load(): Promise<() => void> {
    try {
      const projects = await client.call('projects.list', {});
      return () => {
        list = projects;
        failure = null;
      };
    } catch (error) {
      const words = errorWords[codeOf(error)];
      return () => {
        failure = words;
      };
    }
  }

  /** Whether it was done; if not, `failure` says why. */
  async function change(ask: () => Promise<Project>): Promise<Project | null> {
    try {
      const changed = await ask();
      failure = null;
      refresher.restart();
      return changed;
    } catch (error) {
      failure = errorWords[codeOf(error)];
      return null;
    }
  }

  /** Whether it was done; the tokens of the project are asked for again. */
  async function changeTokens<Answer>(projectId: number, ask: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      const answer = await ask();
      failure = null;
      await loadTokens(projectId);
      return answer;
    } catch (error) {
      failure = errorWords[codeOf(error)];
      return undefined;
    }
  }

  async function loadTokens(id: number): Promise<void> {
    try {
      const found = await client.call('projects.tokens', { id });
      tokens = { ...tokens, [id]: found };
    } catch (error) {
      failure = errorWords[codeOf(error)];
    }
  }

  /** Which environments of a project deploys resolve: asked for, or changed. */
  async function resolvingAfter(id: number, ask: () => Promise<string[]>): Promise<void> {
    try {
      resolving = { ...resolving, [id]: await ask() };
      failure = null;
    } catch (error) {
      failure = errorWords[codeOf(error)];
    }
  }

  /** What resolves items of a project by itself: asked for, or changed. */
  async function rulesAfter(id: number, ask: () => Promise<ResolveRules>): Promise<void> {
    try {
      rules = { ...rules, [id]: await ask() };
      failure = null;
    } catch (error) {
      failure = errorWords[codeOf(error)];
    }
  }

  async function archive({ id, name }: Project, isArchived: boolean): Promise<void> {
    const changed = await change(() => client.call('projects.archive', { id, isArchived }));
    if (!changed) return;
    const action = { words: 'Undo', run: () => void archive(changed, !isArchived) };
    toasts.show('done', `${name} is ${isArchived ? 'archived' : 'back'}`, { action });
  }

  const shown = $derived((list ?? []).filter(({ archivedAt }) => archivedAt === null));
  const archived = $derived((list ?? []).filter(({ archivedAt }) => archivedAt !== null));

  return {
    /** Those that are not archived; none until the collector has answered. */
    get list() {
      return shown;
    },
    get archived() {
      return archived;
    },
    get known() {
      return list !== null;
    },
    get tokens() {
      return tokens;
    },
    /** By project: the environments whose items a deploy that succeeded resolves. */
    get resolving() {
      return resolving;
    },
    /** By project: what resolves its items without anybody pressing a key. */
    get rules() {
      return rules;
    },
    get failure() {
      return failure;
    },
    refresh() {
      refresher.request();
    },
    byId(id: number | null): Project | null {
      return list?.find((project) => project.id === id) ?? null;
    },
    /** The colour of the project's dot: the one that was chosen, else the same for as long as it exists. */
    dotOf(id: number): ProjectColour {
      const chosen = list?.find((project) => project.id === id)?.colour;
      if (chosen) return chosen;
      const at = list?.findIndex((project) => project.id === id) ?? -1;
      return usualColours[Math.max(at, 0) % usualColours.length] ?? 1;
    },
    create: (name: string) => change(() => client.call('projects.create', { name })),
    rename: (id: number, name: string) => change(() => client.call('projects.rename', { id, name })),
    mark: (id: number, look: Pick<Project, 'colour' | 'icon'>) =>
      change(() => client.call('projects.mark', { id, ...look })),
    /** A toast says so, and takes it back. */
    archive,
    loadTokens,
    /** Resolves to the new secret, which nobody will tell again; undefined when it was not made. */
    async createToken(id: number, made: { name: string; scopes: TokenScope[] }): Promise<string | undefined> {
      const answer = await changeTokens(id, () => client.call('projects.createToken', { id, ...made }));
      return answer?.secret;
    },
    changeToken: (
      { id, projectId }: ProjectToken,
      change: { status?: ProjectToken['status']; limit?: RateLimit | null },
    ) => changeTokens(projectId, () => client.call('tokens.change', { id, ...change })),
    loadResolving: (id: number) => resolvingAfter(id, () => client.call('projects.resolvingEnvironments', { id })),
    setResolving: (id: number, environments: string[]) =>
      resolvingAfter(id, () => client.call('projects.changeResolvingEnvironments', { id, environments })),
    loadRules: (id: number) => rulesAfter(id, () => client.call('projects.resolveRules', { id })),
    setRules: (id: number, wanted: ResolveRules) =>
      rulesAfter(id, () => client.call('projects.changeResolveRules', { id, rules: wanted })),
    removeToken: ({ id, projectId }: ProjectToken) =>
      changeTokens(projectId, () => client.call('tokens.remove', { id })),
    async remove(id: number): Promise<boolean> {
      try {
        await client.call('projects.remove', { id });
        failure = null;
        refresher.restart();
        return true;
      } catch (error) {
        failure = errorWords[codeOf(error)];
        return false;
      }
    },
  };
}
