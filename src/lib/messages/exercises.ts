import { plural, type Messages } from './message';

export const exercises = {
	title: { nl: 'Eigen oefeningen', en: 'Your own exercises' },
	what: {
		nl: 'Schrijf zelf een oefening. Wat u typt, slaan wij meteen op.',
		en: 'Write your own exercise. We save what you type straight away.'
	},
	none: { nl: 'Er zijn nog geen eigen oefeningen.', en: 'You have no exercises of your own yet.' },
	untitled: { nl: 'Oefening zonder naam', en: 'Untitled exercise' },
	rows: {
		nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
		en: plural('count', { one: '{count} post', other: '{count} posts' })
	},
	playable: { nl: 'te spelen', en: 'ready to play' },
	draft: { nl: 'concept', en: 'draft' },
	make: {
		title: { nl: 'Maak een oefening', en: 'Make an exercise' },
		empty: { nl: 'Begin leeg', en: 'Start empty' },
		fromFile: { nl: 'Uit een bestand', en: 'From a file' },
		fileHint: {
			nl: 'Een oefening die u eerder hebt opgehaald. Ook wat er niet in klopt, blijft bewaard.',
			en: 'An exercise that you downloaded before. Any mistakes in it are kept too.'
		},
		tooLarge: {
			nl: 'Dit bestand is te groot. Kies een bestand van hoogstens 4 MB.',
			en: 'This file is too large. Choose a file of at most 4 MB.'
		},
		read: { nl: 'Lees het bestand', en: 'Read the file' },
		fromIncident: { nl: 'Uit een gesloten incident', en: 'From a closed incident' },
		incidentHint: {
			nl: 'Namen van mensen worden verzonnen namen. Adressen en nummers gaan eruit. Lees alles na.',
			en: 'People get made-up names. Addresses and numbers are removed. Check everything.'
		},
		copy: { nl: 'Maak er een oefening van', en: 'Turn it into an exercise' }
	},
	save: {
		saved: { nl: 'Opgeslagen', en: 'Saved' },
		waiting: { nl: 'Nog niet opgeslagen', en: 'Not saved yet' },
		not: { nl: 'Niet opgeslagen', en: 'Not saved' },
		failed: {
			nl: 'Wij konden dit niet opslaan. Wij proberen het steeds opnieuw.',
			en: 'We could not save this. We keep trying.'
		},
		tooLarge: {
			nl: 'De oefening is te groot om op te slaan. Haal berichten weg.',
			en: 'The exercise is too large to save. Remove some posts.'
		},
		refused: { nl: 'Zo kunnen wij dit niet opslaan.', en: 'We cannot save it like this.' },
		onDevice: { nl: 'Uw tekst staat nog op dit apparaat.', en: 'Your text is still on this device.' },
		onPage: {
			nl: 'Laat deze pagina open: uw tekst staat alleen hier.',
			en: 'Keep this page open: your text is only here.'
		},
		conflict: {
			nl: 'Niet opgeslagen: iemand anders heeft dit gewijzigd.',
			en: 'Not saved: someone else changed this.'
		}
	},
	conflict: {
		nl: 'Iemand anders heeft deze oefening gewijzigd. Uw tekst staat hier nog.',
		en: 'Someone else changed this exercise. Your text is still here.'
	},
	keepMine: { nl: 'Bewaar de mijne', en: 'Keep mine' },
	download: { nl: 'Haal op als bestand', en: 'Download as a file' },
	play: { nl: 'Speel deze oefening', en: 'Play this exercise' },
	checks: { nl: 'Controle', en: 'Checks' },
	fine: { nl: 'Deze oefening kan zo gespeeld worden.', en: 'This exercise is ready to play.' },
	notYet: {
		nl: plural('count', {
			one: 'Er klopt nog {count} ding niet. Alles blijft bewaard.',
			other: 'Er kloppen nog {count} dingen niet. Alles blijft bewaard.'
		}),
		en: plural('count', {
			one: '{count} mistake left to fix. Everything is kept.',
			other: '{count} mistakes left to fix. Everything is kept.'
		})
	},
	hasMistake: { nl: 'hier klopt iets niet', en: 'contains a mistake' },
	unread: {
		nl: plural('count', {
			one: '{count} regel kon niet worden gelezen. Hij is bewaard.',
			other: '{count} regels konden niet worden gelezen. Zij zijn bewaard.'
		}),
		en: plural('count', {
			one: '{count} line could not be read. It is kept.',
			other: '{count} lines could not be read. They are kept.'
		})
	},
	line: { nl: 'Regel {line}:', en: 'Line {line}:' },
	timeline: { nl: 'Tijdlijn', en: 'Timeline' },
	findings: { nl: 'Wat er te vinden is', en: 'What there is to find' },
	noWords: { nl: 'nog geen tekst', en: 'no text yet' },
	noneOf: { nl: 'geen', en: 'none' },
	addPost: { nl: 'Bericht', en: 'Post' },
	addAction: { nl: 'Eigen actie', en: 'Own action' },
	removePart: { nl: 'Haal dit weg', en: 'Remove this' },
	remove: {
		button: { nl: 'Verwijder deze oefening', en: 'Remove this exercise' },
		question: { nl: 'Verwijdert u ‘{title}’?', en: 'Remove ‘{title}’?' },
		what: {
			nl: 'De oefening staat dan niet meer in de lijst. U kunt dit niet ongedaan maken. Wilt u hem bewaren? Haal hem dan eerst op als bestand.',
			en: 'The exercise disappears from the list. You cannot undo this. To keep a copy, download it as a file first.'
		},
		played: {
			nl: 'Is hij al gespeeld? Dan kunt u dat blijven terugkijken en nabespreken.',
			en: 'If it has been played, you can still look back at it and debrief it.'
		},
		yes: { nl: 'Verwijder de oefening', en: 'Remove exercise' }
	},
	parts: {
		head: { nl: 'Naam, tijd en plaats', en: 'Name, time and place' },
		finding: { nl: 'Wat er te vinden is', en: 'What there is to find' },
		row: { nl: 'Bericht of actie', en: 'Post or action' }
	},
	kinds: {
		need: { nl: 'vraag', en: 'need' },
		rumour: { nl: 'gerucht', en: 'rumour' },
		behaviour: { nl: 'gedrag', en: 'behaviour' }
	},
	head: {
		title: { nl: 'Naam van de oefening', en: 'Exercise name' },
		start: { nl: 'Tijd op de klok bij het begin', en: 'Clock time at the start' },
		startHint: { nl: 'Bijvoorbeeld 12:45.', en: 'For example 12:45.' },
		place: { nl: 'Plaats', en: 'Place' },
		placeHint: {
			nl: 'Verzin liever een plaats dan dat u een echte noemt.',
			en: 'It is better to make up a place than to use a real one.'
		}
	},
	finding: {
		need: { nl: 'De vraag', en: 'The need' },
		rumour: { nl: 'De bewering in één neutrale zin', en: 'The claim in one neutral sentence' },
		behaviour: { nl: 'Wat mensen doen', en: 'What people do' },
		effect: { nl: 'Wat doet het met de schade?', en: 'How does it affect the damage?' },
		harm: { nl: 'Schade, van 1 tot 3', en: 'Harm, from 1 to 3' },
		verdict: { nl: 'Uitkomst', en: 'Verdict' },
		fact: { nl: 'Wat er waar is', en: 'What is true' },
		source: { nl: 'Wie dat zegt', en: 'Who says so' },
		known: { nl: 'Wanneer dat bekend is', en: 'When this becomes known' },
		reply: { nl: 'Een goed antwoord', en: 'A good answer' }
	},
	row: {
		at: { nl: 'Tijd vanaf het begin', en: 'Time since the start' },
		atHint: { nl: 'Uren, minuten, seconden: 00:05:30.', en: 'Hours, minutes, seconds: 00:05:30.' },
		source: { nl: 'Bron', en: 'Source' },
		channel: { nl: 'Kanaal', en: 'Channel' },
		name: { nl: 'Afzender', en: 'Sender' },
		nameHint: {
			nl: 'Leeg is: niemand, zoals bij de telefoon.',
			en: 'Leave empty for nobody, for example a phone call.'
		},
		kind: { nl: 'Soort afzender', en: 'Type of sender' },
		followers: { nl: 'Volgers', en: 'Followers' },
		text: { nl: 'Tekst', en: 'Text' }
	},
	preview: { nl: 'Zo staat het straks in de stroom', en: 'How it will look in the stream' },
	labels: { nl: 'Goede labels', en: 'Correct labels' },
	scored: { nl: 'Dit bericht telt mee in de nabespreking', en: 'This post counts in the debrief' },
	authors: {
		private: { nl: 'particulier', en: 'private person' },
		unknown: { nl: 'onbekend', en: 'unknown' },
		organisation: { nl: 'organisatie', en: 'organisation' },
		media: { nl: 'media', en: 'media' },
		officeHolder: { nl: 'bestuurder', en: 'office holder' }
	},
	gold: {
		relevant: { nl: 'Gaat over dit incident', en: 'Is about this incident' },
		help: { nl: 'Is een noodkreet', en: 'Is a call for help' },
		stance: { nl: 'Houding tegenover de bewering', en: 'Stance on the claim' },
		meaning: { nl: 'betekenis', en: 'meaning' },
		emotion: { nl: 'emotie', en: 'emotion' },
		attitude: { nl: 'houding tegenover de overheid', en: 'attitude to the authorities' },
		story: { nl: 'Verhaal', en: 'Story' },
		storyHint: {
			nl: 'Berichten met hetzelfde woord zijn één verhaal.',
			en: 'Posts with the same word belong to one story.'
		}
	},
	stances: {
		supports: { nl: 'steunt', en: 'supports' },
		denies: { nl: 'spreekt tegen', en: 'denies' },
		asks: { nl: 'vraagt', en: 'asks' },
		comments: { nl: 'reageert', en: 'comments' }
	},
	mistakes: {
		unreadable: { nl: 'Dit veld klopt niet: {what}.', en: 'This field is not valid: {what}.' },
		firstLine: {
			nl: 'Naam, tijd en plaats zijn nodig. Kijk naar: {what}.',
			en: 'Name, time and place are required. Check: {what}.'
		},
		source: { nl: 'Deze bron kennen wij niet: {what}.', en: 'We do not recognise this source: {what}.' },
		double: { nl: 'Dit staat er twee keer: {what}.', en: 'This appears twice: {what}.' },
		shares: {
			nl: 'Dit deelt een bericht dat er nog niet is: {what}.',
			en: 'This shares a post that does not exist yet: {what}.'
		},
		replyTo: {
			nl: 'Dit antwoordt op een bericht dat er nog niet is: {what}.',
			en: 'This replies to a post that does not exist yet: {what}.'
		},
		empty: { nl: 'Er is nog geen bericht of actie.', en: 'There are no posts or actions yet.' },
		timeBack: { nl: 'De tijd loopt terug.', en: 'The time goes backwards.' },
		tooLong: { nl: 'De oefening is te lang.', en: 'The exercise is too long.' }
	}
} satisfies Messages;
