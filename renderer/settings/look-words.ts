/** What the colours and icons of projects are called. */
import type { ProjectColour, ProjectIcon } from '../../shared/project.ts';

export const colourNames: Record<ProjectColour, string> = {
  ...{ 1: 'Blue', 2: 'Green', 3: 'Orange', 4: 'Purple', 5: 'Teal', 6: 'Rose', 7: 'Olive', 8: 'Grey' },
};

export const iconNames: Record<ProjectIcon, string> = {
  ...{ globe: 'Globe', server: 'Server', phone: 'Phone', terminal: 'Terminal', database: 'Database', chip: 'Chip' },
  ...{ cart: 'Cart', card: 'Card', mail: 'Mail', book: 'Book', robot: 'Robot', game: 'Gamepad', flask: 'Flask' },
  rocket: 'Rocket',
};
