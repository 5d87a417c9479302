/** The suite has a short form for every day and a long one; `npm run test:faults -- --long` asks for the latter. */
export const isLong = process.env['STACKTRAY_FAULTS'] === 'long';
