import type { Messages } from './message';

export const keys = {
	title: { nl: 'Toetsen', en: 'Keys' },
	titleHere: { nl: 'Toetsen op dit scherm', en: 'Keys on this screen' },
	switch: { nl: 'Gebruik toetsen', en: 'Use keys' },
	switchHint: {
		nl: 'Uit: letters en cijfers doen niets. Knoppen werken altijd.',
		en: 'When off, letters and digits do nothing. Buttons always work.'
	},
	inField: {
		nl: 'In een veld doen toetsen niets. Escape gaat terug naar de stroom.',
		en: 'In a field, keys do nothing. Escape goes back to the stream.'
	},
	change: { nl: 'Wijzig', en: 'Change' },
	press: { nl: 'Druk op de nieuwe toets. Delete: geen toets.', en: 'Press the new key, or Delete for no key.' },
	taken: { nl: 'Deze toets is al voor: {actions}.', en: 'This key is already used for: {actions}.' },
	reset: { nl: 'Zet alle toetsen terug', en: 'Reset all keys' },
	none: { nl: 'geen toets', en: 'no key' },
	names: {
		space: { nl: 'Spatie', en: 'Space' },
		enter: { nl: 'Enter', en: 'Enter' },
		backspace: { nl: 'Backspace', en: 'Backspace' },
		shift: { nl: 'Shift', en: 'Shift' }
	},
	changeOf: { nl: 'Wijzig de toets voor: {action}', en: 'Change the key for: {action}' },
	own: {
		nl: 'Zet toetsen uit, of kies andere toetsen. Dat geldt voor u, op dit apparaat.',
		en: 'Turn keys off, or choose other keys. This applies to you, on this device.'
	},
	open: { nl: 'Bekijk en wijzig de toetsen', en: 'View and change keys' },
	here: {
		nl: 'Deze keuzes gelden voor u, op dit apparaat. Knoppen tonen uw eigen toetsen.',
		en: 'These choices apply to you, on this device. Buttons show your own keys.'
	},
	writes: {
		nl: 'Deze toets schrijft iets in een veld. Kies een toets zoals Ctrl+Enter of een pijl.',
		en: 'This key types a character in a field. Choose one such as Ctrl+Enter or an arrow.'
	},
	switchOff: { nl: 'Geen toets', en: 'No key' }
} satisfies Messages;
