/** Dialogs that few people open, fetched once the page has its state. */
export { default as KeysDialog } from './KeysDialog.svelte';
export { default as TakeBackCall } from './TakeBackCall.svelte';
