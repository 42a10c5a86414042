import type { Messages } from './message';

export const atSource = {
	gone: { nl: 'weg bij de bron', en: 'gone at the source' },
	goneAll: { nl: 'alle {posts} weg bij de bron', en: 'all {posts} gone at the source' },
	goneSome: { nl: '{count} van {posts} weg bij de bron', en: '{count} of {posts} gone at the source' },
	edited: { nl: 'gewijzigd bij de bron', en: 'edited at the source' },
	editedSome: { nl: '{count} van {posts} gewijzigd bij de bron', en: '{count} of {posts} edited at the source' },
	editedAt: { nl: 'gewijzigd bij de bron, {time}', en: 'edited at the source, {time}' },
	goneAt: { nl: 'weg bij de bron sinds', en: 'gone at the source since' },
	evidenceGone: { nl: 'Al het bewijs is weg bij de bron.', en: 'All evidence is gone at the source.' },
	show: { nl: 'Wat stond er?', en: 'What did it say?' },
	title: { nl: 'Gewijzigd of weg bij de bron', en: 'Edited or gone at the source' },
	until: { nl: 'Stond er tot', en: 'Shown until' },
	none: { nl: 'Hier is nu niets gewijzigd.', en: 'Nothing has changed here.' },
	failed: {
		nl: 'De berichten kwamen niet binnen. Probeer het opnieuw.',
		en: 'The posts could not be loaded. Try again.'
	},
	forgotten: { nl: 'De tekst is verwijderd.', en: 'The text has been deleted.' }
} satisfies Messages;
