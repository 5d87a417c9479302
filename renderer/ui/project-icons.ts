/** The icons that a project can have, and what they are called. */
import Book from '@lucide/svelte/icons/book-open';
import Bot from '@lucide/svelte/icons/bot';
import Card from '@lucide/svelte/icons/credit-card';
import Cpu from '@lucide/svelte/icons/cpu';
import Database from '@lucide/svelte/icons/database';
import Flask from '@lucide/svelte/icons/flask-conical';
import Gamepad from '@lucide/svelte/icons/gamepad-2';
import Globe from '@lucide/svelte/icons/globe';
import Mail from '@lucide/svelte/icons/mail';
import Rocket from '@lucide/svelte/icons/rocket';
import Server from '@lucide/svelte/icons/server';
import Cart from '@lucide/svelte/icons/shopping-cart';
import Phone from '@lucide/svelte/icons/smartphone';
import Terminal from '@lucide/svelte/icons/square-terminal';
import type { Component } from 'svelte';

export const iconOf = {
  ...{ globe: Globe, server: Server, phone: Phone, terminal: Terminal, database: Database, chip: Cpu, cart: Cart },
  ...{ card: Card, mail: Mail, book: Book, robot: Bot, game: Gamepad, flask: Flask, rocket: Rocket },
} satisfies Record<string, Component<{ size?: number }>>;
export type IconName = keyof typeof iconOf;
