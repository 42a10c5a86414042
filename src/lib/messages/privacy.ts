import { plural, type Messages } from './message';

export const privacy = {
	title: { nl: 'Privacytoets (DPIA)', en: 'Privacy assessment (DPIA)' },
	lead: {
		nl: 'Dit is een begin voor de privacytoets van uw organisatie. Het programma vulde in wat nu geldt.',
		en: 'A starting point for your organisation’s privacy assessment. The program has filled in the current situation.'
	},
	download: { nl: 'Download als tekst', en: 'Download as text' },
	file: { nl: 'privacytoets', en: 'privacy-assessment' },
	none: { nl: 'geen', en: 'none' },
	what: {
		title: { nl: 'Wat dit is', en: 'What this is' },
		lead: {
			nl: 'Voelspriet laat een crisisteam zien wat mensen tijdens een crisis vragen, denken en doen.',
			en: 'Voelspriet shows a crisis team what people ask, think and do during a crisis.'
		},
		left: {
			nl: 'Wat hier staat, komt uit de instellingen en uit vaste regels van het programma. De afweging maakt uw organisatie zelf.',
			en: 'This information comes from the settings and from fixed rules of the program. Your organisation makes the assessment itself.'
		},
		organisation: { nl: 'Organisatie', en: 'Organisation' },
		noOrganisation: {
			nl: 'Nog niet ingesteld: het programma draait alleen oefeningen.',
			en: 'Not set up yet: the program only runs exercises.'
		},
		made: { nl: 'Gemaakt', en: 'Made' },
		program: { nl: '{date}, met versie {version}', en: '{date}, with version {version}' }
	},
	data: {
		title: { nl: 'Welke gegevens', en: 'What data' },
		lead: { nl: 'Van wie het programma gegevens bewaart:', en: 'Whose data the program keeps:' },
		authors: { nl: 'Mensen die iets schrijven of bellen', en: 'People who write or call' },
		authorsWhat: {
			nl: 'Het bericht, het moment, het adres en de taal. Ook de naam, het account en het aantal volgers, als de bron die geeft.',
			en: 'The post, the time, the address and the language. Also the name, the account and the number of followers, if the source provides them.'
		},
		pseudonyms: {
			nl: 'Wie geen organisatie, medium of bestuurder is, staat op het scherm onder een schuilnaam.',
			en: 'Anyone who is not an organisation, news outlet or office holder is shown under a pseudonym.'
		},
		staff: { nl: 'Medewerkers', en: 'Staff' },
		staffWhat: {
			nl: 'Naam, e-mailadres, rollen en wachtwoord (versleuteld). Het logboek bewaart wie wat deed.',
			en: 'Name, e-mail address, roles and password (hashed). The log records who did what.'
		},
		partners: { nl: 'Partners', en: 'Partners' },
		partnersWhat: {
			nl: 'De naam van hun link en wanneer die is geopend. Zij hebben geen account nodig.',
			en: 'The name of their link and when it was opened. They do not need an account.'
		},
		special: { nl: 'Bijzondere gegevens', en: 'Special category data' },
		specialWhat: {
			nl: 'Een bericht kan gaan over gezondheid, geloof of afkomst. Het programma zoekt er niet op en deelt mensen er niet op in.',
			en: 'A post can be about health, religion or origin. The program does not search for this or group people by it.'
		}
	},
	purpose: {
		title: { nl: 'Waarvoor en op welke grond', en: 'Purpose and legal basis' },
		lead: {
			nl: 'Er zijn drie doelen: informatie geven, schade beperken en duiden. Elk incident heeft een aanleiding, een doel, een grond en een einde.',
			en: 'There are three goals: to inform, to limit damage and to make sense of events. Each incident has a reason, a purpose, a legal basis and an end date.'
		},
		count: {
			nl: plural('incidents', {
				0: plural('exercises', {
					0: 'Er is nog geen echt incident en geen oefening.',
					one: 'Er is nog geen echt incident en {exercises} oefening.',
					other: 'Er is nog geen echt incident en {exercises} oefeningen.'
				}),
				one: plural('exercises', {
					0: 'Er is {incidents} echt incident en geen oefening.',
					one: 'Er is {incidents} echt incident en {exercises} oefening.',
					other: 'Er is {incidents} echt incident en {exercises} oefeningen.'
				}),
				other: plural('exercises', {
					0: 'Er zijn {incidents} echte incidenten en geen oefening.',
					one: 'Er zijn {incidents} echte incidenten en {exercises} oefening.',
					other: 'Er zijn {incidents} echte incidenten en {exercises} oefeningen.'
				})
			}),
			en: plural('incidents', {
				0: plural('exercises', {
					0: 'There are no real incidents and no exercises yet.',
					one: 'There are no real incidents yet, and {exercises} exercise.',
					other: 'There are no real incidents yet, and {exercises} exercises.'
				}),
				one: plural('exercises', {
					0: 'There is {incidents} real incident and no exercises.',
					one: 'There is {incidents} real incident and {exercises} exercise.',
					other: 'There is {incidents} real incident and {exercises} exercises.'
				}),
				other: plural('exercises', {
					0: 'There are {incidents} real incidents and no exercises.',
					one: 'There are {incidents} real incidents and {exercises} exercise.',
					other: 'There are {incidents} real incidents and {exercises} exercises.'
				})
			})
		},
		files: {
			nl: plural('count', {
				0: 'Oefeningen bevatten verzonnen berichten.',
				one: 'In {count} oefening staan berichten uit een bestand. Dat kunnen echte berichten zijn.',
				other: 'In {count} oefeningen staan berichten uit een bestand. Dat kunnen echte berichten zijn.'
			}),
			en: plural('count', {
				0: 'Exercises contain made-up posts.',
				one: '{count} exercise contains posts from a file. These can be real posts.',
				other: '{count} exercises contain posts from a file. These can be real posts.'
			})
		},
		occasion: { nl: 'Aanleiding: {text}', en: 'Reason: {text}' },
		purpose: { nl: 'Doel: {text}', en: 'Purpose: {text}' },
		ground: { nl: 'Grond: {text}', en: 'Legal basis: {text}' },
		until: { nl: 'Loopt tot {date}.', en: 'Runs until {date}.' },
		closed: { nl: 'Gesloten. Het verwachte einde was {date}.', en: 'Closed. The expected end was {date}.' }
	},
	sources: {
		title: { nl: 'Waar de berichten vandaan komen', en: 'Where the posts come from' },
		rule: {
			nl: 'Alleen openbare berichten en wat mensen zelf melden. Zoeken kan op woorden, plaatsen en accounts van organisaties, media en bestuurders. Nooit op een privépersoon.',
			en: 'Only public posts and what people report themselves. You can search for words, places and accounts of organisations, media and office holders. Never for a private person.'
		},
		onLine: { nl: 'Online', en: 'Online' },
		offLine: { nl: 'Telefoon, pers en straat', en: 'Phone, press and street' },
		connections: { nl: 'Aangesloten bronnen', en: 'Connected sources' }
	},
	kept: {
		title: { nl: 'Hoe lang', en: 'How long' },
		days: {
			nl: 'De bewaartermijn is {days} dagen na het sluiten.',
			en: 'The retention period is {days} days after closing.'
		},
		held: {
			nl: plural('count', {
				0: 'Geen incident staat vast.',
				one: '{count} incident staat vast: daar wacht de termijn.',
				other: '{count} incidenten staan vast: daar wacht de termijn.'
			}),
			en: plural('count', {
				0: 'No incident is on legal hold.',
				one: '{count} incident is on legal hold: its retention period is paused.',
				other: '{count} incidents are on legal hold: their retention period is paused.'
			})
		}
	},
	who: {
		title: { nl: 'Wie ziet wat', en: 'Who sees what' },
		lead: {
			nl: 'Alleen wie aan een incident werkt, ziet berichten. Een partner ziet vrijgegeven rapporten, en alleen als de coördinator dat opent ook actuele cijfers.',
			en: 'Only those who work on an incident see posts. A partner sees released reports, and current figures only if the coordinator opens them.'
		},
		logged: {
			nl: 'Wie een echte naam opvraagt, staat daarmee in het logboek.',
			en: 'Asking for a real name is recorded in the log, with the name of the person who asked.'
		},
		count: {
			nl: plural('count', { 0: 'Nu niemand.', one: 'Nu {count} persoon.', other: 'Nu {count} personen.' }),
			en: plural('count', { 0: 'Nobody now.', one: '{count} person now.', other: '{count} people now.' })
		},
		nothing: {
			nl: 'Deze rol mag niets van wat hieronder bij andere rollen staat.',
			en: 'This role can do none of the things listed for other roles below.'
		},
		may: { nl: 'Mag: {powers}.', en: 'Can: {powers}.' }
	},
	powers: {
		reveal: { nl: 'de naam achter een schuilnaam zien', en: 'see the name behind a pseudonym' },
		approve: { nl: 'een tekst goedkeuren', en: 'approve a text' },
		release: { nl: 'een rapport vrijgeven', en: 'release a report' },
		links: { nl: 'een link aan partners geven', en: 'give a link to partners' },
		figures: { nl: 'actuele cijfers voor partners openen', en: 'share current figures with partners' },
		programs: { nl: 'programma’s toegang geven', en: 'give programs access' },
		redact: { nl: 'iets uit het logboek halen', en: 'redact the log' },
		hold: { nl: 'een incident vastzetten', en: 'put an incident on legal hold' },
		retention: { nl: 'de bewaartermijn wijzigen', en: 'change the retention period' },
		people: { nl: 'mensen toelaten', en: 'admit people' }
	},
	receivers: {
		title: { nl: 'Wie krijgt gegevens', en: 'Who receives data' },
		lead: {
			nl: 'Met wie hier staat, maakt uw organisatie afspraken als dat moet.',
			en: 'Your organisation makes agreements with the parties named here, where required.'
		},
		store: { nl: 'Opslag', en: 'Storage' },
		ownStore: { nl: 'Op de server van het programma zelf.', en: 'On the server that runs the program.' },
		otherStore: { nl: 'In een PostgreSQL-database op {host}.', en: 'In a PostgreSQL database on {host}.' },
		links: { nl: 'Partners', en: 'Partners' },
		noLinks: { nl: 'Er staat nu geen link open.', en: 'No links are open now.' },
		openLinks: {
			nl: plural('open', {
				one: '{open} link naar rapporten staat open: {pin} met pincode, {figures} met actuele cijfers, {signals} waarmee signalen kunnen komen.',
				other:
					'{open} links naar rapporten staan open: {pin} met pincode, {figures} met actuele cijfers, {signals} waarmee signalen kunnen komen.'
			}),
			en: plural('open', {
				one: '{open} link to reports is open: {pin} with a PIN, {figures} with current figures, {signals} that can send messages.',
				other:
					'{open} links to reports are open: {pin} with a PIN, {figures} with current figures, {signals} that can send messages.'
			})
		},
		openQuestions: {
			nl: plural('count', {
				one: '{count} link met een vraag aan een organisatie staat open.',
				other: '{count} links met een vraag aan een organisatie staan open.'
			}),
			en: plural('count', {
				one: '{count} link with a question to an organisation is open.',
				other: '{count} links with a question to an organisation are open.'
			})
		},
		openPhones: {
			nl: plural('count', {
				one: '{count} link naar het script voor de telefoon staat open.',
				other: '{count} links naar het script voor de telefoon staan open.'
			}),
			en: plural('count', {
				one: '{count} link to the phone script is open.',
				other: '{count} links to the phone script are open.'
			})
		},
		feeds: { nl: 'Rapporten als data', en: 'Reports as data' },
		feedsOpen: {
			nl: plural('count', {
				0: 'Bij geen enkel incident staan ze open.',
				one: 'Bij {count} incident staan ze open.',
				other: 'Bij {count} incidenten staan ze open.'
			}),
			en: plural('count', {
				0: 'Not open for any incident.',
				one: 'Open for {count} incident.',
				other: 'Open for {count} incidents.'
			})
		},
		programs: { nl: 'Andere programma’s', en: 'Other programs' },
		tokens: {
			nl: plural('count', {
				0: 'Geen programma heeft toegang.',
				one: '{count} programma heeft toegang.',
				other: '{count} programma’s hebben toegang.'
			}),
			en: plural('count', {
				0: 'No programs have access.',
				one: '{count} program has access.',
				other: '{count} programs have access.'
			})
		},
		model: { nl: 'Taalmodel', en: 'Language model' },
		mail: { nl: 'E-mail', en: 'E-mail' },
		noMail: { nl: 'Het programma verstuurt geen e-mail.', en: 'The program does not send e-mail.' },
		mailBy: {
			nl: 'Medewerkers krijgen e-mail via {host}. Een gerucht staat er nooit in.',
			en: 'Staff get e-mail through {host}. It never contains a rumour.'
		},
		push: { nl: 'Meldingen', en: 'Notifications' },
		devices: {
			nl: plural('count', {
				0: 'Geen apparaat krijgt meldingen.',
				one: '{count} apparaat krijgt meldingen via de dienst van zijn browser, versleuteld.',
				other: '{count} apparaten krijgen meldingen via de dienst van hun browser, versleuteld.'
			}),
			en: plural('count', {
				0: 'No devices get notifications.',
				one: '{count} device gets notifications through its browser’s notification service, encrypted.',
				other: '{count} devices get notifications through their browser’s notification service, encrypted.'
			})
		},
		outlets: { nl: 'Eigen accounts', en: 'Own accounts' },
		noOutlets: {
			nl: 'Het programma plaatst nergens zelf een tekst.',
			en: 'The program does not publish texts anywhere itself.'
		},
		publishing: {
			nl: 'Goedgekeurde teksten kunnen op {hosts} komen. Een mens drukt op de knop.',
			en: 'Approved texts can be published on {hosts}. A person presses the button.'
		},
		demo: { nl: 'Oefenen zonder account', en: 'Exercises without an account' },
		demoWhat: {
			nl: 'Wie de pagina kan openen, kan een oefening spelen. Echte incidenten blijven dicht.',
			en: 'Anyone who can open the page can play an exercise. Real incidents stay closed.'
		}
	},
	methods: {
		title: { nl: 'Hoe het programma meedenkt', en: 'How the program works things out' },
		lead: {
			nl: 'Het programma stelt voor, een mens beslist. Er is geen besluit zonder mens.',
			en: 'The program suggests, a person decides. No decision is made without a person.'
		}
	},
	open: {
		title: { nl: 'Wat u zelf nog invult', en: 'For you to fill in' },
		lead: { nl: 'Dit kan een programma niet beoordelen.', en: 'A program cannot judge this.' },
		need: {
			nl: 'Is het nodig, en kan het niet met minder?',
			en: 'Is it necessary, and could you do it with less data?'
		},
		risks: {
			nl: 'Welke risico’s zijn er voor mensen, en wat doet u eraan?',
			en: 'What are the risks for people, and what do you do about them?'
		},
		officer: {
			nl: 'Wat is het advies van de functionaris gegevensbescherming?',
			en: 'What does the data protection officer advise?'
		},
		agreements: {
			nl: 'Welke afspraken zijn er met wie gegevens krijgt?',
			en: 'What agreements are there with those who receive data?'
		},
		informing: { nl: 'Hoe weten mensen dat u dit doet?', en: 'How do people know that you do this?' },
		line: { nl: 'Nog in te vullen.', en: 'To be filled in.' }
	}
} satisfies Messages;
