/** A deploy as the list shows it; a test says what matters to it. */
import type { DeployRow } from '../../../shared/deploy.ts';

export function aDeploy(more: Partial<DeployRow> = {}): DeployRow {
  return {
    ...{ id: 1, projectId: 1, environment: 'production', revision: '1.0', status: 'succeeded', comment: null },
    ...{ accountName: null, userId: null, localUsername: 'robin', startedAt: 0, finishedAt: 0 },
    ...{ itemsStarted: 0, itemsBack: 0, ...more },
  };
}
