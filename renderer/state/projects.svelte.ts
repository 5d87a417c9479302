/** The projects, their names and their tokens. */
import type { Project, ProjectToken } from '../../shared/project.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import type { Surroundings } from './surroundings.ts';

export type Projects = ReturnType<typeof createProjects>;

export function createProjects({ client, later }: Surroundings) {
  let list = $state.raw<Project[] | null>(null);
  let tokens = $state.raw<Record<number, ProjectToken[]>>({});
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

  return {
    /** Null until the collector has answered. */
    get list() {
      return list ?? [];
    },
    get known() {
      return list !== null;
    },
    get tokens() {
      return tokens;
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
    /** 1 to 5: the colour of the project's dot, the same for as long as it exists. */
    dotOf(id: number): number {
      const at = list?.findIndex((project) => project.id === id) ?? -1;
      return (Math.max(at, 0) % 5) + 1;
    },
    create: (name: string) => change(() => client.call('projects.create', { name })),
    rename: (id: number, name: string) => change(() => client.call('projects.rename', { id, name })),
    async loadTokens(id: number) {
      try {
        const found = await client.call('projects.tokens', { id });
        tokens = { ...tokens, [id]: found };
      } catch (error) {
        failure = errorWords[codeOf(error)];
      }
    },
  };
}
