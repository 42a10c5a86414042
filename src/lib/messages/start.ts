import { plural, type Messages } from './message';

export const start = {
	title: { nl: 'Incidenten', en: 'Incidents' },
	openOne: { nl: 'Open een incident', en: 'Open an incident' },
	beginExercise: { nl: 'Begin een oefening', en: 'Start an exercise' },
	running: { nl: 'Loopt nu', en: 'Running now' },
	noneRunning: {
		nl: 'Er loopt geen incident. Open er een, of begin een oefening.',
		en: 'No incident is running. Open one, or start an exercise.'
	},
	closed: { nl: 'Gesloten', en: 'Closed' },
	since: { nl: 'sinds {moment}', en: 'since {moment}' },
	help: {
		nl: plural('count', {
			one: '<b>{count} noodkreet</b> nog niet doorgegeven',
			other: '<b>{count} noodkreten</b> nog niet doorgegeven'
		}),
		en: plural('count', {
			one: '<b>{count} call for help</b> not passed on yet',
			other: '<b>{count} calls for help</b> not passed on yet'
		})
	},
	perhapsHelp: {
		nl: plural('count', {
			one: plural('count', {
				one: '<b>{count} bericht</b> lijkt op een noodkreet',
				other: '<b>{count} bericht</b> lijken op een noodkreet'
			}),
			other: plural('count', {
				one: '<b>{count} berichten</b> lijkt op een noodkreet',
				other: '<b>{count} berichten</b> lijken op een noodkreet'
			})
		}),
		en: plural('count', {
			one: plural('count', {
				one: '<b>{count} post</b> looks like a call for help',
				other: '<b>{count} post</b> look like a call for help'
			}),
			other: plural('count', {
				one: '<b>{count} posts</b> looks like a call for help',
				other: '<b>{count} posts</b> look like a call for help'
			})
		})
	},
	waiting: {
		nl: plural('count', { one: '<b>{count}</b> wacht', other: '<b>{count}</b> wachten' }),
		en: '<b>{count}</b> waiting'
	},
	waitingOldest: {
		nl: plural('count', {
			one: '<b>{count}</b> wacht, oudste {duration}',
			other: '<b>{count}</b> wachten, oudste {duration}'
		}),
		en: '<b>{count}</b> waiting, oldest {duration}'
	},
	rumours: {
		nl: plural('count', { one: '<b>{count}</b> gerucht', other: '<b>{count}</b> geruchten' }),
		en: plural('count', { one: '<b>{count}</b> rumour', other: '<b>{count}</b> rumours' })
	},
	rumoursHigh: {
		nl: plural('count', {
			one: '<b>{count}</b> gerucht, {high} met risico hoog',
			other: '<b>{count}</b> geruchten, {high} met risico hoog'
		}),
		en: plural('count', {
			one: '<b>{count}</b> rumour, {high} at high risk',
			other: '<b>{count}</b> rumours, {high} at high risk'
		})
	},
	needs: {
		nl: plural('count', {
			one: '<b>{count}</b> vraag zonder antwoord',
			other: '<b>{count}</b> vragen zonder antwoord'
		}),
		en: plural('count', {
			one: '<b>{count}</b> unanswered need',
			other: '<b>{count}</b> unanswered needs'
		})
	},
	reportLast: { nl: 'rapport {number} om {moment}', en: 'report {number} at {moment}' },
	reportNone: { nl: 'nog geen rapport', en: 'no report yet' },
	reportAt: { nl: 'rapport {moment}', en: 'report {moment}' },
	nothingWaits: { nl: 'niets wacht op u', en: 'nothing is waiting for you' },
	reportNext: { nl: 'volgende {moment}, {when}', en: 'next {moment}, {when}' },
	toStream: { nl: 'Naar de stroom', en: 'Go to the stream' },
	toReport: { nl: 'Naar het rapport', en: 'Go to the report' },
	toExercise: { nl: 'Naar de oefening', en: 'Go to the exercise' },
	settings: { nl: 'Instellingen', en: 'Settings' },
	played: { nl: '{shown} van {whole} uur', en: '{shown} of {whole} hours' },
	speed: { nl: 'snelheid <b>{speed}×</b>', en: 'speed <b>{speed}×</b>' },
	paused: { nl: 'staat stil', en: 'paused' },
	closedAt: { nl: 'Gesloten', en: 'Closed' },
	kind: { nl: 'Soort', en: 'Type' },
	incident: { nl: 'Incident', en: 'Incident' },
	reports: { nl: 'Rapporten', en: 'Reports' },
	closedCaption: { nl: 'Gesloten incidenten', en: 'Closed incidents' },
	sources: {
		title: { nl: 'Bronnen', en: 'Sources' },
		allGood: { nl: '{count} goed', en: '{count} working' },
		good: { nl: '{good} goed, {bad} niet', en: '{good} working, {bad} not' },
		none: {
			nl: 'Er zijn nog geen bronnen die zelf berichten ophalen.',
			en: 'There are no sources yet that collect posts automatically.'
		},
		caption: { nl: 'Bronnen die zelf berichten ophalen', en: 'Sources that collect posts automatically' },
		source: { nl: 'Bron', en: 'Source' },
		state: { nl: 'Toestand', en: 'Status' },
		last: { nl: 'Laatste bericht', en: 'Last post' },
		perMinute: { nl: 'Nu per min', en: 'Now per min' },
		normal: { nl: 'Normaal', en: 'Normal' },
		ok: { nl: 'goed', en: 'working' },
		silent: { nl: 'stil', en: 'silent' },
		wrong: { nl: 'fout', en: 'fault' },
		starting: { nl: 'begint', en: 'starting' },
		see: { nl: 'Bekijk de bronnen', en: 'View the sources' }
	},
	notSetUp: {
		nl: 'Voelspriet is nog niet ingericht. U kunt alleen oefenen.',
		en: 'Voelspriet is not set up yet. You can only do exercises.'
	},
	setUpNow: { nl: 'Richt in voor echt gebruik', en: 'Set up for real use' },
	form: {
		title: { nl: 'Open een incident', en: 'Open an incident' },
		what: { nl: 'Wat is er aan de hand?', en: 'What is happening?' },
		whatHint: { nl: 'Kort, met de plaats: ‘Brand Zuiderpark’.', en: 'Short, with the place: ‘Fire Zuiderpark’.' },
		kind: { nl: 'Soort', en: 'Type' },
		grip: { nl: 'GRIP', en: 'GRIP' },
		place: { nl: 'Plaats', en: 'Place' },
		placeHint: {
			nl: 'Hiermee vullen wij het zoekprofiel. U kunt het later wijzigen.',
			en: 'We use it to fill in the search profile. You can change it later.'
		},
		phase: { nl: 'Fase', en: 'Phase' },
		exercise: { nl: 'Dit is een oefening', en: 'This is an exercise' },
		exerciseHint: { nl: 'Dat kan later niet meer veranderen.', en: 'You cannot change this later.' },
		script: { nl: 'Script', en: 'Script' },
		noScript: {
			nl: 'Geen script: ik typ zelf of gebruik een bestand',
			en: 'No script: I add posts myself or use a file'
		},
		scriptMinutes: { nl: '{title} ({minutes} minuten)', en: '{title} ({minutes} minutes)' },
		more: { nl: 'Zoekprofiel, reden en einde', en: 'Search profile, reason and end date' },
		moreHint: {
			nl: 'Leeg is goed: dan vullen wij in wat bij deze soort en plaats past.',
			en: 'You can leave these empty: we fill in what suits this type and place.'
		},
		terms: { nl: 'Zoekwoorden', en: 'Search terms' },
		termsHint: {
			nl: 'Met een komma ertussen. Een * vult aan: rook* vindt ook rookwolk.',
			en: 'Separate them with commas. Use * for any ending: rook* also finds rookwolk.'
		},
		hashtags: { nl: 'Hashtags', en: 'Hashtags' },
		places: { nl: 'Plaatsen', en: 'Places' },
		excluded: { nl: 'Niet met deze woorden', en: 'Without these words' },
		accountsHint: {
			nl: 'Alleen van organisaties, media en bestuurders. Nooit van privépersonen.',
			en: 'Only of organisations, media and office holders. Never of private persons.'
		},
		occasion: { nl: 'Reden', en: 'Reason' },
		purpose: { nl: 'Doel', en: 'Purpose' },
		ground: { nl: 'Wettelijke grond', en: 'Legal basis' },
		groundHint: {
			nl: 'Dit is een eerste tekst. Vraag uw functionaris gegevensbescherming (FG) of hij klopt.',
			en: 'This is a first draft. Ask your data protection officer whether it is correct.'
		},
		until: { nl: 'Volg tot en met', en: 'Monitor until the end of' },
		untilHint: {
			nl: 'Daarna stoppen de bronnen vanzelf. U kunt verlengen.',
			en: 'After that, the sources stop automatically. You can extend this.'
		},
		connections: { nl: 'Bronnen die meteen aan staan', en: 'Sources that are on from the start' },
		submit: { nl: 'Open incident', en: 'Open incident' },
		note: {
			nl: 'De bronnen die u aanvinkt, staan meteen aan. Niemand buiten Voelspriet ziet iets tot u deelt.',
			en: 'The sources that you tick start straight away. Nobody outside Voelspriet sees anything until you share it.'
		},
		noteExercise: {
			nl: 'Een oefening krijgt alleen verzonnen berichten. Niets gaat naar buiten.',
			en: 'An exercise only gets made-up posts. Nothing leaves the program.'
		},
		titleMissing: { nl: 'Vul in wat er aan de hand is.', en: 'Enter what is happening.' },
		placeMissing: { nl: 'Vul de plaats in.', en: 'Enter the place.' },
		untilWrong: {
			nl: 'Kies een dag in de toekomst, binnen een jaar.',
			en: 'Choose a future date, at most a year from now.'
		},
		mayNot: {
			nl: 'U kunt geen incident openen: vraag uw beheerder om de rol van omgevingsanalist.',
			en: 'You cannot open an incident: ask your administrator for the role of analyst.'
		},
		organisation: { nl: 'Accounts van organisaties', en: 'Accounts of organisations' },
		media: { nl: 'Accounts van media', en: 'Accounts of media' },
		officeHolder: { nl: 'Accounts van bestuurders', en: 'Accounts of office holders' },
		streets: { nl: 'Straten en wijken', en: 'Streets and neighbourhoods' },
		streetsHint: {
			nl: 'Met een komma ertussen. Zij komen bij de plaatsen in het zoekprofiel.',
			en: 'Separate them with commas. They are added to the places in the search profile.'
		},
		began: { nl: 'Wanneer begon het?', en: 'When did it begin?' },
		beganHint: { nl: 'Leeg betekent: nu.', en: 'Leave empty for now.' },
		beganWrong: {
			nl: 'Kies een moment dat voorbij is, niet langer dan een jaar terug.',
			en: 'Choose a moment in the past, at most a year ago.'
		},
		noteNoSources: {
			nl: 'U hebt nog geen bronnen. Sluit ze aan zodra het incident open is. Niemand buiten Voelspriet ziet iets tot u deelt.',
			en: 'You have no sources yet. Connect them once the incident is open. Nobody outside Voelspriet sees anything until you share it.'
		}
	},
	exercise: {
		title: { nl: 'Oefen zelf', en: 'Practise' },
		what: {
			nl: 'Een verzonnen incident speelt zich af terwijl u kijkt. Na afloop ziet u wat goed ging. U kunt er niets mee stukmaken.',
			en: 'A made-up incident unfolds as you watch. Afterwards you see what went well. You cannot break anything.'
		},
		begin: { nl: 'Begin', en: 'Start' },
		minutes: {
			nl: '{minutes} minuten nieuws, telefoon en sociale media',
			en: '{minutes} minutes of news, phone and social media'
		},
		with: { nl: 'Wie spelen er mee?', en: 'Who takes part?' },
		alone: { nl: 'Alleen mensen', en: 'People only' },
		right: { nl: 'Computercollega’s', en: 'Computer colleagues' },
		rightHint: { nl: 'Zij spelen de rollen die u niet hebt.', en: 'They play the roles that you do not have.' },
		erring: { nl: 'Computercollega’s die soms een fout maken', en: 'Computer colleagues who sometimes make mistakes' },
		erringHint: { nl: 'Zo leert u hun werk na te kijken.', en: 'This teaches you to check their work.' },
		own: { nl: 'Maak zelf een oefening', en: 'Make your own exercise' },
		choose: { nl: 'kies er een', en: 'choose one' }
	},
	watch: {
		title: { nl: 'Kijk mee', en: 'Watch a demo' },
		length: { nl: '3 minuten', en: '3 minutes' },
		what: {
			nl: 'Drie computercollega’s doen het voor. Elk scherm vult zich terwijl u kijkt. U kunt het op elk moment overnemen.',
			en: 'Three computer colleagues show how it works. The screens fill up as you watch. You can take over at any time.'
		},
		begin: { nl: 'Kijk mee', en: 'Watch' },
		scenes: {
			stream: { nl: 'berichten komen binnen, één noodkreet', en: 'posts come in, one call for help' },
			rumour: { nl: 'een gerucht krijgt een label en groeit', en: 'a rumour gets a label and grows' },
			rebuttal: { nl: 'een feit, een weerlegging, een akkoord', en: 'a fact, a rebuttal, an approval' },
			answer: { nl: 'een vraag krijgt antwoord', en: 'a question gets an answer' },
			report: { nl: 'het rapport gaat naar de crisispartners', en: 'the report goes to the crisis partners' }
		}
	},
	steps: {
		title: { nl: 'Richt in voor het echt', en: 'Set up for real use' },
		done: { nl: '{done} van {all} klaar', en: '{done} of {all} done' },
		note: {
			nl: 'Verdwijnt als alles klaar is. De volgorde mag anders. Een incident openen kan altijd.',
			en: 'This disappears when everything is done. You can use any order, and open an incident at any time.'
		},
		open: { nl: 'Open', en: 'Open' },
		onePair: {
			nl: 'Niemand kan akkoord geven: iedereen telt als één paar ogen. Regel dit vóór de eerste nacht.',
			en: 'Nobody can approve: everyone counts as one pair of eyes. Arrange this before the first night.'
		},
		see: { nl: 'Wat u kunt doen', en: 'What you can do' },
		inIncident: {
			nl: 'Dat doet u in een open incident. De koppeling blijft voor het volgende.',
			en: 'You do this in an open incident. The connection is kept for the next one.'
		},
		people: {
			title: { nl: 'Mensen', en: 'People' },
			is: {
				nl: plural('count', {
					one: '{count} persoon, met een woordvoerder',
					other: '{count} mensen, met een woordvoerder'
				}),
				en: plural('count', {
					one: '{count} person, with a spokesperson',
					other: '{count} people, with a spokesperson'
				})
			},
			why: {
				nl: 'Nodig minstens één woordvoerder uit. Zonder tweede lezer gaat er niets naar buiten.',
				en: 'Invite at least one spokesperson. Nothing can be published without a second reader.'
			},
			do: { nl: 'Nodig uit', en: 'Invite' }
		},
		sources: {
			title: { nl: 'Bronnen', en: 'Sources' },
			is: {
				nl: plural('count', { one: '{count} koppeling', other: '{count} koppelingen' }),
				en: plural('count', { one: '{count} connection', other: '{count} connections' })
			},
			why: {
				nl: 'Nieuws en open netwerken. Dat kost ongeveer 5 minuten.',
				en: 'News and open networks. This takes about 5 minutes.'
			},
			do: { nl: 'Sluit aan', en: 'Connect' }
		},
		texts: {
			title: { nl: 'Teksten vooraf', en: 'Prepared texts' },
			is: {
				nl: plural('count', { one: '{count} tekst heeft akkoord', other: '{count} teksten hebben akkoord' }),
				en: plural('count', { one: '{count} text is approved', other: '{count} texts are approved' })
			},
			why: {
				nl: 'Er staan voorbeelden klaar. Laat er een paar goedkeuren.',
				en: 'There are examples to start from. Have a few approved.'
			},
			do: { nl: 'Bekijk de voorbeelden', en: 'View the examples' }
		},
		duty: {
			title: { nl: 'Dienst', en: 'On duty' },
			is: {
				nl: plural('count', { one: 'Er heeft een woordvoerder dienst.', other: 'Er hebben woordvoerders dienst.' }),
				en: plural('count', { one: 'A spokesperson is on duty.', other: 'Spokespeople are on duty.' })
			},
			why: {
				nl: 'Zeg welke woordvoerder dienst heeft: die krijgt een vraag om akkoord als eerste.',
				en: 'Say which spokesperson is on duty: they are asked for approval first.'
			},
			do: { nl: 'Kies wie dienst heeft', en: 'Choose who is on duty' }
		}
	}
} satisfies Messages;
