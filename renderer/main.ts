/** Where the page begins: connects to the collector and puts the application on the screen. */
import { mount } from 'svelte';
import App from './App.svelte';
import { connect } from './client/client.ts';
import { createApp } from './state/app.svelte.ts';
import { later } from './state/surroundings.ts';
import './tokens.css';
import './base.css';

const { client, onState, chooseFolder, desktop } = connect();
const app = createApp({
  client,
  onState,
  chooseFolder,
  desktop,
  now: Date.now,
  newId: () => crypto.randomUUID(),
  later,
  bar: window,
  storage: localStorage,
});
const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app"');
mount(App, { target, props: { app } });
