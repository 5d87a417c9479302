/**
 * What fails in the applications of the pictures. `{noun}` and `{Noun}` stand for what it failed on, so that each kind
 * makes as many items as there are nouns.
 */
import type { Level } from '../../shared/level.ts';

export interface ReportKind {
  application: keyof typeof applications;
  level: Level;
  /** Without one it is a message. */
  class?: string;
  text: string;
  /** The project's own calls, oldest first: file, method, source of the failing line. */
  frames: readonly (readonly [file: string, method: string, code: string])[];
}

/** Where the code of an application lies, and what it is written in. */
export const applications = {
  'checkout-api': { root: '/srv/checkout-api', language: 'python', framework: 'django', hosts: ['api-1', 'api-7'] },
  storefront: { root: '/srv/storefront', language: 'javascript', framework: 'browser-js', hosts: ['web-2'] },
  'ledger-jobs': { root: '/srv/ledger-jobs', language: 'ruby', framework: 'rails', hosts: ['jobs-1', 'jobs-2'] },
  'edge-gateway': { root: '/srv/edge-gateway', language: 'go', framework: 'unknown', hosts: ['edge-ams', 'edge-sin'] },
} as const;

export const nouns = ['cart', 'invoice', 'voucher', 'shipment', 'refund', 'customer', 'session', 'webhook'] as const;

export const reportKinds: readonly ReportKind[] = [
  {
    ...{ application: 'checkout-api', level: 'error', class: 'ReadTimeout' },
    text: "HTTPSConnectionPool(host='psp.example.net', port=443): Read timed out for {noun}. (read timeout=5)",
    frames: [
      ['orders/{noun}_flow.py', 'confirm', '    capture = gateway.capture(intent, attempt=attempt)'],
      ['payments/{noun}_gateway.py', 'capture', '    res = self.http.post(url, body, timeout=5)'],
    ],
  },
  {
    ...{ application: 'storefront', level: 'critical', class: 'TypeError' },
    text: "Cannot read properties of undefined (reading '{noun}')",
    frames: [
      ['src/{noun}/totals.ts', 'sum{Noun}', '  return lines.reduce((sum, line) => sum + priceOf(line), 0);'],
      ['src/{noun}/price.ts', 'priceOf', '  const amount = line.{noun}.amount ?? 0;'],
    ],
  },
  {
    ...{ application: 'ledger-jobs', level: 'error', class: 'ActiveRecord::Deadlocked' },
    text: 'PG::TRDeadlockDetected: ERROR: deadlock detected while settling {noun}',
    frames: [['app/jobs/settle_{noun}_job.rb', 'perform', '    Ledger.transaction { batch.settle! }']],
  },
  {
    ...{ application: 'checkout-api', level: 'critical', class: 'IntegrityError' },
    text: 'duplicate key value violates unique constraint "{noun}_idempotency_key"',
    frames: [['{noun}s/models.py', 'place', '        self.save(force_insert=True)']],
  },
  {
    ...{ application: 'storefront', level: 'error', class: 'ChunkLoadError' },
    text: 'Loading chunk {noun} failed. (error: https://cdn.storefront.example/assets/{noun}.js)',
    frames: [['src/routes/{noun}.ts', 'load{Noun}', "  const page = await import('./pages/{noun}');"]],
  },
  {
    ...{ application: 'ledger-jobs', level: 'warning' },
    text: 'Retry 4 of 5 for Settle{Noun}Job: exchange rate feed older than 15 minutes',
    frames: [],
  },
  {
    ...{ application: 'edge-gateway', level: 'error', class: '*net.OpError' },
    text: 'dial tcp 10.0.3.17:8443: connect: connection refused (upstream {noun}s)',
    frames: [['internal/proxy/{noun}.go', 'forward{Noun}', '\tconn, err := d.DialContext(ctx, "tcp", addr)']],
  },
  {
    ...{ application: 'storefront', level: 'info' },
    text: 'Payment form for {noun} abandoned after 3-D Secure redirect',
    frames: [],
  },
  {
    ...{ application: 'checkout-api', level: 'warning', class: 'RoundingWarning' },
    text: 'currency rounding of {noun} differs by 0.01 between quote and capture',
    frames: [['pricing/{noun}_money.py', 'reconcile', '    warnings.warn(RoundingWarning(quote, capture))']],
  },
  {
    ...{ application: 'storefront', level: 'warning', class: 'خطأ_في_الدفع' },
    text: 'تعذّر إتمام عملية الدفع: {noun} غير صالح',
    frames: [['src/i18n/{noun}.ts', 'translate', '  throw new PaymentError(messages[locale]);']],
  },
  {
    ...{ application: 'edge-gateway', level: 'debug' },
    text: 'Slow handshake with {noun}s.internal: 412 ms, resumed from ticket',
    frames: [],
  },
  {
    ...{ application: 'ledger-jobs', level: 'error', class: 'Import::UnbalancedBatchError' },
    text:
      'the {noun} batch does not balance: 1,204 debits and 1,203 credits, the first difference is in line 88 of the ' +
      'file that the bank has sent twice, once with and once without the closing record, so that nothing was booked',
    frames: [['app/imports/{noun}_batch.rb', 'verify!', '    raise UnbalancedBatchError, difference']],
  },
  {
    ...{ application: 'checkout-api', level: 'error', class: 'QueryCanceled' },
    text: 'canceling statement due to statement timeout in report of {noun}s',
    frames: [['reports/{noun}_daily.py', 'build_totals', '    cursor.execute(TOTALS, [day])']],
  },
  {
    ...{ application: 'storefront', level: 'error', class: 'ОшибкаОплаты' },
    text: 'срок действия карты истёк ({noun})',
    frames: [['src/payment/{noun}-card.ts', 'check{Noun}', '  if (card.expires < today) throw new CardError();']],
  },
  {
    ...{ application: 'edge-gateway', level: 'critical', class: 'runtime.Error' },
    text: 'invalid memory address or nil pointer dereference in {noun} filter',
    frames: [['internal/filter/{noun}.go', '(*Filter).Apply', '\treturn f.next.Apply(r.Context(), f.rule.Match)']],
  },
];
