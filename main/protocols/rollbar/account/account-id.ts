/** Every installation is one account, which has this number. */
export const accountId = 1;
