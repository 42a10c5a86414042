import { plural, type Messages } from './message';

export const situation = {
	text: {
		copy: { nl: 'Kopieer het beeld', en: 'Copy the situation' },
		head: { nl: '{title}, {time}', en: '{title}, {time}' },
		posts: {
			nl: plural('count', {
				one: '{count} bericht in het laatste half uur.',
				other: '{count} berichten in het laatste half uur.'
			}),
			en: plural('count', { one: '{count} post in the last half hour.', other: '{count} posts in the last half hour.' })
		},
		needs: {
			nl: plural('count', {
				one: '{count} vraag zonder antwoord: ‘{text}’',
				other: '{count} vragen zonder antwoord, waaronder: ‘{text}’'
			}),
			en: plural('count', {
				one: '{count} unanswered question: ‘{text}’',
				other: '{count} unanswered questions, including: ‘{text}’'
			})
		},
		rumours: {
			nl: plural('count', { one: '{count} gerucht: ‘{text}’', other: '{count} geruchten, waaronder: ‘{text}’' }),
			en: plural('count', { one: '{count} rumour: ‘{text}’', other: '{count} rumours, including: ‘{text}’' })
		},
		action: { nl: 'Laatste eigen actie: {channel} {when}.', en: 'Last own action: {channel} {when}.' },
		title: { nl: 'Het beeld voor een chat', en: 'The situation, for a chat' },
		copyText: { nl: 'Kopieer de tekst', en: 'Copy the text' },
		copied: {
			nl: 'Gekopieerd. Plak de tekst in een chat of mail.',
			en: 'Copied. Paste the text into a chat or email.'
		},
		length: { nl: '{count} tekens, hoogstens 600', en: '{count} characters, at most 600' }
	},
	picture: {
		make: { nl: 'Beeld als afbeelding', en: 'Situation as a picture' },
		file: { nl: 'beeld', en: 'situation' },
		moment: { nl: '{day}, {time}', en: '{day}, {time}' },
		foot: {
			nl: 'De grafiek loopt tot {time}. Wie iets plaatst, is niet iedereen.',
			en: 'The chart runs until {time}. People who post are not everyone.'
		},
		busy: { nl: 'De afbeelding wordt gemaakt.', en: 'Creating the picture.' },
		saved: { nl: 'Bewaard als {name}.', en: 'Saved as {name}.' },
		failed: {
			nl: 'De afbeelding lukt nu niet. Probeer het opnieuw als de verbinding terug is.',
			en: 'The picture could not be created. Try again when the connection is back.'
		},
		again: { nl: 'Bewaar nog eens', en: 'Save again' }
	}
} satisfies Messages;
