import { expect, it } from 'vitest';
import { amount, bytesText, countText, rateText } from '../../../../renderer/ui/format-number.ts';

it.each([
  [countText(0), '–'],
  [countText(7), '7'],
  [countText(22_907), '22,907'],
  [countText(999_999), '999,999'],
  [countText(1_234_567), '1.2M'],
  [amount(1, 'item'), '1 item'],
  [amount(1208, 'item'), '1,208 items'],
  [amount(2, 'delivery', 'deliveries'), '2 deliveries'],
  [rateText(0), '0/s'],
  [rateText(0.44), '0.4/s'],
  [rateText(12.4), '12/s'],
  [bytesText(812), '812 B'],
  [bytesText(3116), '3.1 kB'],
  [bytesText(999_949), '999.9 kB'],
  [bytesText(999_950), '1 MB'],
  [bytesText(10_485_761), '10.5 MB'],
])('%s', (is, wanted) => {
  expect(is).toBe(wanted);
});
