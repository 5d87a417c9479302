/** What only the desktop program has, beside the window: tray, start at login, updates. */

/** What a person chose for this computer. */
export interface DesktopChoices {
  /** Go on taking reports when the last window is closed, in the tray. */
  closeToTray: boolean;
  /** Null where the system does not offer it. */
  startAtLogin: boolean | null;
}

export interface DesktopState extends DesktopChoices {
  hasTray: boolean;
  /** Does the system show notifications? */
  showsNotifications: boolean;
  updates: UpdateState;
  /** Names and versions of what the program is made of, for a person who reports a problem. */
  runtimes: { name: string; version: string }[];
}

export type UpdateState =
  /** With the reason as a sentence. */
  | { kind: 'off'; reason: string }
  | { kind: 'current' }
  | { kind: 'checking' }
  | { kind: 'loading'; version: string }
  /** Installed when Stacktray is quit. */
  | { kind: 'ready'; version: string }
  | { kind: 'failed'; reason: string };

/** What the menu, the tray, a link or a notification asks of a window's page. */
export type PageOrder =
  /** The address behind the `#`, beginning with `/`. */
  | { kind: 'go'; path: string }
  /** Show or hide the sheet of keys. */
  | { kind: 'keys' };
