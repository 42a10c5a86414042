import { plural, type Messages } from './message';

export const picker = {
	link: {
		any: { nl: 'Koppel aan een bevinding', en: 'Link to a finding' },
		need: { nl: 'Koppel aan een vraag', en: 'Link to an information need' },
		rumour: { nl: 'Koppel aan een gerucht', en: 'Link to a rumour' },
		behaviour: { nl: 'Koppel aan gedrag', en: 'Link to behaviour' },
		meaning: { nl: 'Koppel aan een betekenis', en: 'Link to a meaning' }
	},
	find: {
		any: { nl: 'Zoek een bevinding', en: 'Find a finding' },
		need: { nl: 'Zoek of maak een vraag', en: 'Find or add an information need' },
		rumour: { nl: 'Zoek of maak een gerucht', en: 'Find or add a rumour' },
		behaviour: { nl: 'Zoek of maak gedrag', en: 'Find or add behaviour' },
		meaning: { nl: 'Zoek of maak een betekenis', en: 'Find or add a meaning' }
	},
	list: {
		any: { nl: 'Bevindingen', en: 'Findings' },
		need: { nl: 'Vragen', en: 'Information needs' },
		rumour: { nl: 'Geruchten', en: 'Rumours' },
		behaviour: { nl: 'Gedrag', en: 'Behaviour' },
		meaning: { nl: 'Betekenissen', en: 'Meanings' }
	},
	none: {
		any: { nl: 'Geen bevinding gevonden.', en: 'No finding found.' },
		need: {
			nl: 'Nog geen vraag. Typ de vraag in gewone woorden.',
			en: 'No information need yet. Type the question in plain words.'
		},
		rumour: {
			nl: 'Nog geen gerucht. Typ de bewering in één neutrale zin.',
			en: 'No rumour yet. Type the claim in one neutral sentence.'
		},
		behaviour: {
			nl: 'Nog geen gedrag. Typ in een paar woorden wat mensen doen.',
			en: 'No behaviour yet. Say in a few words what people are doing.'
		},
		meaning: {
			nl: 'Nog geen betekenis. Typ in een paar woorden wat mensen vinden of voelen.',
			en: 'No meaning yet. Say in a few words what people think or feel.'
		}
	},
	theme: {
		ready: { nl: 'kant-en-klaar thema', en: 'ready-made theme' },
		name: {
			blame: { nl: 'Schuldvraag', en: 'Question of blame' },
			trust: { nl: 'Vertrouwen in de overheid', en: 'Trust in the authorities' },
			grief: { nl: 'Rouw en verdriet', en: 'Grief and mourning' },
			solidarity: { nl: 'Saamhorigheid', en: 'Solidarity' },
			political: { nl: 'Politieke discussie', en: 'Political debate' },
			callToAct: { nl: 'Oproepen tot actie', en: 'Calls to action' },
			symbol: { nl: 'Symbolen en beelden', en: 'Symbols and images' }
		},
		about: {
			blame: {
				nl: 'Wie had dit moeten voorkomen? Wie is verantwoordelijk?',
				en: 'Who should have prevented this? Who is responsible?'
			},
			trust: {
				nl: 'Geloven mensen wat wij zeggen? Vinden zij dat wij genoeg doen?',
				en: 'Do people believe what we say? Do they think we are doing enough?'
			},
			grief: {
				nl: 'Mensen missen iemand, herdenken of leven mee.',
				en: 'People are mourning, commemorating or showing sympathy.'
			},
			solidarity: {
				nl: 'Mensen helpen elkaar, bedanken anderen of zijn trots.',
				en: 'People are helping each other, thanking others or feeling proud.'
			},
			political: {
				nl: 'Raad, partijen en bestuurders mengen zich erin.',
				en: 'The council, parties and office holders are getting involved.'
			},
			callToAct: {
				nl: 'Mensen roepen op tot een protest, een boycot of een bijeenkomst.',
				en: 'People are calling for a protest, a boycott or a gathering.'
			},
			symbol: {
				nl: 'Een vlag, een lied, een plek of een foto krijgt betekenis.',
				en: 'A flag, a song, a place or a picture takes on meaning.'
			}
		}
	},
	makeElsewhere: {
		nl: 'Nieuw? {back}, dan {need}, {rumour}, {behaviour} of {meaning}.',
		en: 'New? {back}, then {need}, {rumour}, {behaviour} or {meaning}.'
	},
	kind: {
		need: { nl: 'vraag', en: 'need' },
		rumour: { nl: 'gerucht', en: 'rumour' },
		behaviour: { nl: 'gedrag', en: 'behaviour' },
		meaning: { nl: 'betekenis', en: 'meaning' }
	},
	make: { nl: 'Maak nieuw: ‘{text}’', en: 'Add new: ‘{text}’' },
	linked: { nl: 'gekoppeld', en: 'linked' },
	closed: { nl: 'gesloten', en: 'closed' },
	merged: {
		nl: 'Die is samengevoegd. Hieronder staat waarmee. Kies die, of zoek een andere.',
		en: 'That one was merged into the one shown below. Choose that one, or find another.'
	},
	why: {
		likeliest: { nl: 'lijkt het meest: {how}', en: 'closest match: {how}' },
		reopens: { nl: 'koppelen opent het weer', en: 'linking reopens it' },
		merged: { nl: 'samengevoegd met een andere', en: 'merged into another' }
	},
	stance: { nl: 'Wat doet dit verhaal met het gerucht?', en: 'What is this story’s stance on the rumour?' },
	stanceFirst: { nl: 'Kies dit eerst.', en: 'Choose this first.' },
	choose: { nl: 'kies', en: 'choose' },
	toStance: { nl: 'naar houding', en: 'to stance' },
	take: { nl: 'koppel', en: 'link' },
	finish: { nl: 'koppel en klaar', en: 'link and finish' },
	takeButton: { nl: 'Koppel', en: 'Link' },
	help: {
		nl: plural('count', {
			one: '{count} noodkreet wacht, {duration}',
			other: '{count} noodkreten wachten, {duration}'
		}),
		en: plural('count', {
			one: '{count} call for help waiting, {duration}',
			other: '{count} calls for help waiting, {duration}'
		})
	},
	perhapsHelp: {
		nl: plural('count', {
			one: '{count} bericht lijkt op een noodkreet',
			other: '{count} berichten lijken op een noodkreet'
		}),
		en: plural('count', {
			one: '{count} post looks like a call for help',
			other: '{count} posts look like a call for help'
		})
	},
	rest: {
		need: { nl: '{count} andere vragen lijken er niet op', en: '{count} other needs do not match' },
		rumour: { nl: '{count} andere geruchten lijken er niet op', en: '{count} other rumours do not match' },
		behaviour: {
			nl: '{count} andere soorten gedrag lijken er niet op',
			en: '{count} other kinds of behaviour do not match'
		},
		meaning: { nl: '{count} andere betekenissen lijken er niet op', en: '{count} other meanings do not match' }
	},
	restMore: { nl: 'Nog {count} andere', en: '{count} more' },
	unfold: { nl: 'Toon ze', en: 'Show them' },
	problem: {
		oneWord: {
			nl: 'Eén woord is geen vraag. Schrijf de hele vraag.',
			en: 'One word is not a question. Write the whole question.'
		},
		notMade: {
			nl: 'Er is nog niets gemaakt. Druk op {key} om dit nieuw te maken.',
			en: 'Nothing has been added yet. Press {key} to add this as new.'
		}
	},
	toHarm: { nl: 'nieuw, dan schade', en: 'new, then harm' },
	makeAndLink: { nl: 'maak en koppel', en: 'add and link' },
	makeButton: {
		need: { nl: 'Maak vraag en koppel', en: 'Add need and link' },
		rumour: { nl: 'Maak gerucht en koppel', en: 'Add rumour and link' },
		behaviour: { nl: 'Maak gedrag en koppel', en: 'Add behaviour and link' },
		meaning: { nl: 'Maak betekenis en koppel', en: 'Add meaning and link' }
	},
	harm: {
		1: { nl: 'ergernis', en: 'annoyance' },
		2: { nl: 'verkeerd gedrag', en: 'wrong behaviour' },
		3: {
			nl: 'gewonden, geweld, een groep krijgt de schuld, hulp gehinderd',
			en: 'injuries, violence, a group blamed, help obstructed'
		},
		question: { nl: 'Hoe erg is het als mensen dit geloven?', en: 'How bad is it if people believe this?' },
		spread: { nl: 'Verspreiding nu {spread}: {reason}.', en: 'Spread now {spread}: {reason}.' },
		becomes: { nl: 'Risico wordt', en: 'Risk becomes' },
		product: { nl: '{harm} × {spread} = {product}', en: '{harm} × {spread} = {product}' },
		reasons: {
			publicVoice: { nl: 'media of een organisatie zegt het ook', en: 'the media or an organisation repeat it' },
			pressAsks: { nl: 'de pers vraagt ernaar', en: 'the press are asking about it' },
			threePlatforms: { nl: 'op drie netwerken of meer', en: 'on three or more networks' },
			fiveAuthors: { nl: 'vijf afzenders of meer', en: 'five or more senders' },
			twoPlatforms: { nl: 'op twee netwerken', en: 'on two networks' },
			doubling: { nl: 'zes berichten of meer in een half uur', en: 'six or more posts in half an hour' },
			few: { nl: 'onder 5 afzenders', en: 'fewer than 5 senders' }
		}
	}
} satisfies Messages;
