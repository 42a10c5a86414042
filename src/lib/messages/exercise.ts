import type { Messages } from './message';

export const exercise = {
	word: { nl: 'OEFENING', en: 'EXERCISE' },
	/** Beside times of the exercise's own clock. */
	realTime: { nl: '{time} (echte tijd)', en: '{time} (real time)' },
	this: { nl: 'Dit is een oefening', en: 'This is an exercise' },
	player: {
		title: { nl: 'Speler van de oefening', en: 'Exercise player' },
		time: { nl: 'Tijd in de oefening:', en: 'Time in the exercise:' },
		play: { nl: 'Speel af', en: 'Play' },
		pause: { nl: 'Pauze', en: 'Pause' },
		speed: { nl: 'Snelheid', en: 'Speed' },
		times: { nl: '{speed}×', en: '{speed}×' },
		jump: { nl: '{minutes} min vooruit', en: '{minutes} min ahead' },
		running: { nl: 'Loopt, {speed}×', en: 'Running, {speed}×' },
		paused: { nl: 'Gepauzeerd', en: 'Paused' },
		unanswered: {
			nl: 'Geen antwoord van de server. Probeer het opnieuw.',
			en: 'The server is not responding. Try again.'
		},
		add: { nl: 'Bericht erbij', en: 'Add a post' },
		addTitle: { nl: 'Voeg een bericht toe', en: 'Add a post' },
		addSource: { nl: 'Waar staat het?', en: 'Where was it posted?' },
		addAuthor: { nl: 'Wie zegt het?', en: 'Who said it?' },
		addText: { nl: 'Wat zegt die persoon?', en: 'What did they say?' },
		addDo: { nl: 'Voeg toe', en: 'Add' },
		stop: { nl: 'Stop de oefening', en: 'End the exercise' },
		stopTitle: { nl: 'Wilt u de oefening nu stoppen?', en: 'Do you want to end the exercise now?' },
		stopWhat: {
			nl: 'De klok stopt voor iedereen en de nabespreking gaat open. U kunt daarna niets meer toevoegen. Alles blijft bewaard.',
			en: 'The clock stops for everyone and the debrief opens. You cannot add anything after that. Everything is kept.'
		},
		over: { nl: 'klaar', en: 'over' },
		what: {
			nl: 'Oefenklok: pauze, snelheid, vooruit, bericht erbij',
			en: 'Exercise clock: pause, speed, ahead, add a post'
		}
	},
	end: {
		title: { nl: 'De oefening is klaar.', en: 'The exercise is over.' },
		clock: {
			nl: 'De klok staat stil op {time}. Alles is bewaard.',
			en: 'The clock has stopped at {time}. Everything is kept.'
		}
	}
} satisfies Messages;
