import { plural, select, type Messages } from './message';

export const stream = {
	title: { nl: 'Stroom', en: 'Stream' },
	viewsLabel: { nl: 'Weergave', en: 'View' },
	views: {
		waiting: { nl: 'Wachtend', en: 'Waiting' },
		live: { nl: 'Live', en: 'Live' },
		reading: { nl: 'Lezen', en: 'Reading' },
		search: { nl: 'Zoeken', en: 'Search' },
		mine: { nl: 'Van mij', en: 'Mine' }
	},
	feed: {
		alert: { nl: 'Verhalen bij deze melding', en: 'Stories in this alert' },
		waiting: { nl: 'Wachtende verhalen', en: 'Waiting stories' },
		live: { nl: 'Nieuwste verhalen', en: 'Newest stories' },
		search: { nl: 'Gevonden verhalen', en: 'Stories found' },
		evidence: { nl: 'Verhalen bij deze bevinding', en: 'Stories behind this finding' },
		mine: { nl: 'Uw eigen verhalen', en: 'Your own stories' },
		looks: {
			nl: 'Verhalen die hierop lijken, volgens de computer',
			en: 'Stories that look like this, according to the computer'
		}
	},
	pageTitle: {
		alert: { nl: 'Melding', en: 'Alert' },
		waiting: { nl: 'Wachtend ({count})', en: 'Waiting ({count})' },
		live: { nl: 'Live', en: 'Live' },
		search: { nl: 'Zoeken', en: 'Search' },
		evidence: { nl: 'Bevinding', en: 'Finding' },
		mine: { nl: 'Van mij', en: 'Mine' },
		looks: { nl: 'Wat lijkt op iets', en: 'Similar stories' },
		calls: { nl: '({count}!)', en: '({count}!)' }
	},
	perMinute: { nl: '{count}/min', en: '{count}/min' },
	fresh: { nl: '{count} nieuw', en: '{count} new' },
	load: { nl: 'Laad nieuwe', en: 'Load new' },
	legend: { nl: '1 uur · berichten · afzenders', en: '1 hour · posts · senders' },
	side: { nl: 'Zijpaneel', en: 'Side panel' },
	order: {
		waiting: { nl: 'Meest dringend eerst.', en: 'Most urgent first.' },
		waitingSince: {
			nl: 'Meest dringend eerst, oudste wacht {duration}.',
			en: 'Most urgent first. The oldest has been waiting {duration}.'
		},
		live: { nl: 'Nieuwste eerst. De lijst loopt mee.', en: 'Newest first. The list updates by itself.' },
		reading: {
			nl: 'Nieuwste eerst. De lijst staat stil zolang u leest.',
			en: 'Newest first. The list is paused while you read.'
		},
		searching: { nl: 'Zoekt…', en: 'Searching…' },
		found: {
			nl: plural('count', {
				0: select('more', { yes: 'Niets gevonden, en meer verderop.', other: 'Niets gevonden.' }),
				one: select('more', { yes: '{count} verhaal gevonden, en meer verderop.', other: '{count} verhaal gevonden.' }),
				other: select('more', {
					yes: '{count} verhalen gevonden, en meer verderop.',
					other: '{count} verhalen gevonden.'
				})
			}),
			en: plural('count', {
				0: select('more', { yes: 'Nothing found so far. There is more below.', other: 'Nothing found.' }),
				one: select('more', { yes: '{count} story found so far. There is more below.', other: '{count} story found.' }),
				other: select('more', {
					yes: '{count} stories found so far. There is more below.',
					other: '{count} stories found.'
				})
			})
		},
		evidence: { nl: 'Verhalen bij ‘{text}’', en: 'Stories behind ‘{text}’' },
		mine: {
			nl: plural('count', {
				0: 'Niets van u. Eerst wat u uitstelde, dan uw nieuwste label.',
				one: '{count} verhaal van u. Eerst wat u uitstelde, dan uw nieuwste label.',
				other: '{count} verhalen van u. Eerst wat u uitstelde, dan uw nieuwste label.'
			}),
			en: plural('count', {
				0: 'You have no stories. Postponed stories come first, then your newest labels.',
				one: 'You have {count} story. Postponed stories come first, then your newest labels.',
				other: 'You have {count} stories. Postponed stories come first, then your newest labels.'
			})
		}
	},
	lookedAbove: { nl: '{count} hierboven bekeken.', en: '{count} above looked at.' },
	allLooked: {
		nl: 'U hebt alles bekeken. Nieuwe verhalen komen er vanzelf bij te staan.',
		en: 'You have looked at everything. New stories will appear here.'
	},
	allLookedFresh: {
		nl: plural('count', {
			one: 'U hebt deze lijst bekeken. Er wacht {count} nieuw verhaal.',
			other: 'U hebt deze lijst bekeken. Er wachten {count} nieuwe verhalen.'
		}),
		en: plural('count', {
			one: 'You have looked at this list. {count} new story is waiting.',
			other: 'You have looked at this list. {count} new stories are waiting.'
		})
	},
	empty: {
		alert: { nl: 'Bij deze melding staat geen verhaal meer.', en: 'This alert no longer has any stories.' },
		fetching: { nl: 'De verhalen worden opgehaald…', en: 'Loading stories…' },
		failed: {
			nl: 'De verhalen kwamen niet aan. Uw werk is bewaard. Probeer het opnieuw.',
			en: 'The stories could not be loaded. Your work is safe. Try again.'
		},
		posts: {
			nl: 'Nog geen berichten. Sluit een bron aan, plak berichten, of typ wat u aan de telefoon hoort.',
			en: 'No posts yet. Connect a source, paste posts, or type what you hear on the phone.'
		},
		addSource: { nl: 'Sluit een bron aan', en: 'Connect a source' },
		paste: { nl: 'Plak berichten', en: 'Paste posts' },
		type: { nl: 'Typ wat u hoort', en: 'Type what you hear' },
		done: { nl: 'Er wacht niets. U hebt alles bekeken.', en: 'Nothing is waiting. You have looked at everything.' },
		toLive: { nl: 'Bekijk de nieuwste', en: 'See the newest' },
		search: {
			nl: 'Niets gevonden. Gebruik minder woorden, of kies een langere tijd.',
			en: 'Nothing found. Use fewer words, or choose a longer period.'
		},
		evidence: {
			nl: 'Bij deze bevinding staat geen verhaal. Zij is buiten de berichten gehoord.',
			en: 'This finding has no stories. It came from outside the posts.'
		},
		mine: {
			nl: 'Hier staan de verhalen die u een label gaf of uitstelde. Dat zijn er nog geen.',
			en: 'Stories that you label or postpone appear here. There are none yet.'
		},
		looks: {
			nl: 'Niets wat wacht lijkt hierop, volgens de computer.',
			en: 'No waiting stories look like this, according to the computer.'
		}
	},
	platforms: {
		x: { nl: 'X', en: 'X' },
		mastodon: { nl: 'Mastodon', en: 'Mastodon' },
		bluesky: { nl: 'Bluesky', en: 'Bluesky' },
		facebook: { nl: 'Facebook', en: 'Facebook' },
		instagram: { nl: 'Instagram', en: 'Instagram' },
		tiktok: { nl: 'TikTok', en: 'TikTok' },
		whatsapp: { nl: 'WhatsApp', en: 'WhatsApp' },
		forum: { nl: 'forum', en: 'forum' },
		news: { nl: 'nieuws', en: 'news' },
		phone: { nl: 'telefoon', en: 'phone' },
		press: { nl: 'pers', en: 'press' },
		street: { nl: 'straat', en: 'street' },
		partner: { nl: 'partner', en: 'partner' },
		other: { nl: 'anders', en: 'other' }
	},
	reach: { nl: 'bereik {reach}', en: 'reach {reach}' },
	reachUnknown: { nl: 'bereik onbekend', en: 'reach unknown' },
	shared: { nl: '{count} keer gedeeld', en: plural('count', { one: 'shared once', other: 'shared {count} times' }) },
	earlier: { nl: 'Eerdere tekst', en: 'Earlier text' },
	backlog: { nl: 'van voor het incident', en: 'from before the incident' },
	notSaved: { nl: 'nog niet opgeslagen', en: 'not saved yet' },
	laterUntil: { nl: 'later, terug om {time}', en: 'later, back at {time}' },
	back: { nl: '{count} nieuw sinds bekeken', en: '{count} new since you looked' },
	lookedAt: { nl: 'bekeken', en: 'looked at' },
	waits: { nl: 'wacht {duration}', en: 'waiting {duration}' },
	rises: { nl: 'stijgt', en: 'rising' },
	falls: { nl: 'daalt', en: 'falling' },
	authorsUnit: {
		nl: plural('count', { one: 'afzender', other: 'afzenders' }),
		en: plural('count', { one: 'sender', other: 'senders' })
	},
	labels: { nl: 'Labels', en: 'Labels' },
	labelsUnsaved: { nl: 'Labels, nog niet opgeslagen', en: 'Labels, not saved yet' },
	about: {
		nl: plural('count', { one: '{count} bericht: ‘{text}’', other: '{count} berichten: ‘{text}’' }),
		en: plural('count', { one: '{count} post: ‘{text}’', other: '{count} posts: ‘{text}’' })
	},
	nothingSelected: { nl: 'Kies een verhaal.', en: 'Choose a story.' },
	mayNotLabel: {
		nl: 'U kunt lezen en zoeken. Labels zetten doet een omgevingsanalist.',
		en: 'You can read and search. Only an analyst can add labels.'
	},
	link: { nl: 'Koppel aan', en: 'Link to' },
	outcome: { nl: 'Klaar met dit verhaal', en: 'Done with this story' },
	allKeys: { nl: 'Alle toetsen', en: 'All keys' },
	kinds: {
		need: { nl: 'Vraag', en: 'Need' },
		rumour: { nl: 'Gerucht', en: 'Rumour' },
		behaviour: { nl: 'Gedrag', en: 'Behaviour' },
		meaning: { nl: 'Betekenis', en: 'Meaning' }
	},
	stances: {
		supports: { nl: 'steunt', en: 'supports' },
		denies: { nl: 'spreekt tegen', en: 'denies' },
		asks: { nl: 'vraagt', en: 'asks' },
		comments: { nl: 'reageert', en: 'comments' }
	},
	risk: {
		low: { nl: 'laag', en: 'low' },
		middle: { nl: 'midden', en: 'medium' },
		high: { nl: 'hoog', en: 'high' },
		danger: { nl: 'direct gevaar', en: 'immediate danger' },
		unjudged: { nl: 'nog niet beoordeeld', en: 'not assessed yet' }
	},
	riskLabel: {
		low: { nl: 'risico laag', en: 'low risk' },
		middle: { nl: 'risico midden', en: 'medium risk' },
		high: { nl: 'risico hoog', en: 'high risk' },
		danger: { nl: 'direct gevaar', en: 'immediate danger' },
		unjudged: { nl: 'risico nog niet beoordeeld', en: 'risk not assessed yet' }
	},
	trends: {
		new: { nl: 'nieuw', en: 'new' },
		again: { nl: 'weer', en: 'again' },
		rises: { nl: 'stijgt', en: 'rising' },
		same: { nl: 'gelijk', en: 'steady' },
		falls: { nl: 'daalt', en: 'falling' },
		none: { nl: 'niet', en: 'none' },
		unsure: { nl: 'nog niet te zeggen', en: 'too early to tell' }
	},
	actions: {
		label: { nl: 'Label', en: 'Label' },
		looked: { nl: 'Bekeken', en: 'Looked at' },
		notRelevant: { nl: 'Niet van belang', en: 'Not relevant' },
		later: { nl: 'Later', en: 'Later' }
	},
	posts: {
		unit: {
			nl: plural('count', { one: 'bericht', other: 'berichten' }),
			en: plural('count', { one: 'post', other: 'posts' })
		},
		of: {
			nl: plural('count', { one: '{shown} van {count} bericht', other: '{shown} van {count} berichten' }),
			en: plural('count', { one: '{shown} of {count} post', other: '{shown} of {count} posts' })
		},
		open: {
			nl: plural('count', { one: 'Toon het bericht', other: 'Toon {count} berichten' }),
			en: plural('count', { one: 'Show the post', other: 'Show {count} posts' })
		},
		close: { nl: 'Sluit', en: 'Close' },
		more: {
			nl: plural('count', { one: 'Toon nog {count} bericht', other: 'Toon nog {count} berichten' }),
			en: plural('count', { one: 'Show {count} more post', other: 'Show {count} more posts' })
		},
		failed: {
			nl: 'De berichten kwamen niet aan. Probeer het opnieuw.',
			en: 'The posts could not be loaded. Try again.'
		},
		split: { nl: 'Splits af', en: 'Split off' },
		address: { nl: 'Open bij de bron: {host}', en: 'Open at the source: {host}' }
	},
	saved: {
		tabs: { nl: 'Uw zoektabs', en: 'Your search tabs' },
		atLeast: { nl: '{count}+', en: '{count}+' },
		make: { nl: 'Bewaar als tab', en: 'Save as a tab' },
		change: { nl: 'Wijzig de tab', en: 'Change the tab' },
		remove: { nl: 'Verwijder de tab', en: 'Remove the tab' },
		name: { nl: 'Naam van de tab', en: 'Tab name' }
	},
	several: {
		mark: { nl: 'gekozen', en: 'selected' },
		stories: {
			nl: plural('count', { one: '{count} verhaal', other: '{count} verhalen' }),
			en: plural('count', { one: '{count} story', other: '{count} stories' })
		},
		chosen: {
			nl: plural('count', { one: '{count} verhaal gekozen', other: '{count} verhalen gekozen' }),
			en: plural('count', { one: '{count} story selected', other: '{count} stories selected' })
		},
		what: { nl: 'Een label of uitkomst geldt voor allemaal.', en: 'A label or outcome applies to all of them.' },
		most: {
			nl: 'Meer tegelijk kan niet. Een label of uitkomst geldt voor allemaal.',
			en: 'You cannot select more. A label or outcome applies to all of them.'
		},
		clear: { nl: 'Wis de keuze', en: 'Clear the selection' },
		refused: {
			nl: 'Bij {kept} van {of} verhalen is het opgeslagen, bij {count} niet.',
			en: 'Saved for {kept} of {of} stories, but not for the other {count}.'
		},
		notUndone: {
			nl: 'Bij {count} van {of} verhalen kon het niet terug. De rest is ongedaan gemaakt.',
			en: 'Could not be undone for {count} of {of} stories. The rest was undone.'
		}
	},
	media: {
		label: { nl: 'Beeld en geluid bij dit bericht', en: 'Pictures and sound in this post' },
		kinds: {
			picture: {
				nl: plural('count', { one: 'Afbeelding', other: '{count} afbeeldingen' }),
				en: plural('count', { one: 'Picture', other: '{count} pictures' })
			},
			video: {
				nl: plural('count', { one: 'Filmpje', other: '{count} filmpjes' }),
				en: plural('count', { one: 'Video', other: '{count} videos' })
			},
			sound: {
				nl: plural('count', { one: 'Geluid', other: '{count} geluiden' }),
				en: plural('count', { one: 'Sound recording', other: '{count} sound recordings' })
			},
			file: {
				nl: plural('count', { one: 'Bijlage', other: '{count} bijlagen' }),
				en: plural('count', { one: 'Attachment', other: '{count} attachments' })
			}
		},
		seconds: {
			nl: plural('count', { one: '{count} seconde', other: '{count} seconden' }),
			en: plural('count', { one: '{count} second', other: '{count} seconds' })
		},
		lasting: { nl: '{what} van {length}', en: '{what}, {length}' },
		undescribed: { nl: ', zonder beschrijving', en: ', without a description' }
	},
	author: {
		reveal: { nl: 'Toon de naam. Dit wordt vastgelegd.', en: 'Show the name. This is recorded.' },
		unknown: { nl: 'naam niet bekend', en: 'name not known' },
		kind: { nl: 'Soort afzender', en: 'Type of sender' },
		kinds: {
			private: { nl: 'gewone afzender', en: 'private sender' },
			unknown: { nl: 'onbekend', en: 'unknown' },
			organisation: { nl: 'organisatie', en: 'organisation' },
			media: { nl: 'media', en: 'media' },
			officeHolder: { nl: 'bestuurder', en: 'office holder' }
		}
	},
	done: {
		you: { nl: 'u', en: 'you' },
		colleague: { nl: 'een collega', en: 'a colleague' },
		looked: { nl: 'Bekeken door {who}', en: 'Looked at by {who}' },
		notRelevant: { nl: 'Niet van belang, volgens {who}', en: 'Not relevant, according to {who}' },
		help: { nl: 'Noodkreet, afgehandeld door {who}', en: 'Call for help, handled by {who}' },
		merged: { nl: 'Samengevoegd met een ander verhaal', en: 'Merged into another story' }
	},
	perhapsSame: {
		title: { nl: 'Misschien hetzelfde verhaal', en: 'Possibly the same story' },
		no: { nl: 'Niet hetzelfde', en: 'Not the same' }
	},
	hints: {
		title: { nl: 'Zo lijkt het, volgens de computer', en: 'What the computer sees in it' },
		method: {
			nl: 'Hoe de computer dit bepaalt (versie {version})',
			en: 'How the computer decides this (version {version})'
		},
		kinds: {
			need: {
				nl: select('strong', { yes: 'lijkt sterk op een vraag', other: 'lijkt een vraag' }),
				en: select('strong', { yes: 'looks very much like a question', other: 'looks like a question' })
			},
			rumour: {
				nl: select('strong', { yes: 'lijkt sterk op een gerucht', other: 'lijkt een gerucht' }),
				en: select('strong', { yes: 'looks very much like a rumour', other: 'looks like a rumour' })
			},
			notRelevant: { nl: 'waarschijnlijk niet van belang', en: 'probably not relevant' }
		},
		signs: {
			asks: { nl: 'vraagt iets', en: 'asks something' },
			hearsay: { nl: 'van horen zeggen', en: 'hearsay' },
			doubt: { nl: 'twijfelt', en: 'expresses doubt' },
			secrecy: { nl: 'zegt dat iets verzwegen is', en: 'says something is covered up' },
			gravity: { nl: 'noemt iets ernstigs', en: 'mentions something serious' },
			rebuts: { nl: 'weerspreekt', en: 'contradicts' },
			denies: { nl: 'ontkent', en: 'denies' },
			safe: { nl: 'zegt dat het veilig is', en: 'says it is safe' },
			authority: { nl: 'noemt de overheid', en: 'mentions an authority' },
			company: { nl: 'noemt een organisatie', en: 'mentions an organisation' },
			advice: { nl: 'geeft advies', en: 'gives advice' },
			blame: { nl: 'geeft schuld', en: 'blames someone' },
			complaint: { nl: 'klaagt over informatie', en: 'complains about information' },
			anger: { nl: 'is boos', en: 'is angry' },
			thanks: { nl: 'bedankt', en: 'thanks' },
			grief: { nl: 'rouwt', en: 'grieves' },
			solidarity: { nl: 'biedt hulp', en: 'offers help' },
			callToAct: { nl: 'roept op', en: 'calls for action' },
			political: { nl: 'over politiek', en: 'about politics' },
			watching: { nl: 'kijkt of filmt', en: 'is watching or filming' },
			hoarding: { nl: 'slaat in', en: 'stocks up' },
			ownAction: { nl: 'doet zelf iets', en: 'takes action themselves' },
			sheltering: { nl: 'schuilt of vertrekt', en: 'shelters or leaves' },
			fear: { nl: 'is bang', en: 'is afraid' },
			unsure: { nl: 'weet het niet', en: 'is unsure' },
			commerce: { nl: 'reclame', en: 'advertising' },
			sport: { nl: 'sport', en: 'sport' },
			leisure: { nl: 'vrije tijd', en: 'leisure' },
			joke: { nl: 'grap', en: 'joke' },
			laughs: { nl: 'lacht', en: 'laughs' },
			weatherTalk: { nl: 'weer', en: 'weather' },
			mocks: { nl: 'spot', en: 'mockery' },
			hedged: { nl: 'slag om de arm', en: 'hedged' }
		}
	},
	looks: {
		label: { nl: 'Wat lijkt op', en: 'Stories that look like' },
		kinds: {
			need: { nl: 'een vraag', en: 'a question' },
			rumour: { nl: 'een gerucht', en: 'a rumour' },
			notRelevant: { nl: 'niet van belang', en: 'not relevant' }
		},
		order: {
			nl: plural('count', {
				0: 'niets wat wacht: {kind}, het zekerste eerst',
				one: '{count} verhaal: {kind}, het zekerste eerst',
				other: '{count} verhalen: {kind}, het zekerste eerst'
			}),
			en: plural('count', {
				0: 'nothing waiting: {kind}, most certain first',
				one: '{count} story: {kind}, most certain first',
				other: '{count} stories: {kind}, most certain first'
			})
		}
	},
	answered: {
		alike: { nl: 'Lijkt op een gerucht dat al beantwoord is:', en: 'Looks like a rumour that has been answered:' },
		rumour: { nl: 'Dit gerucht is al beantwoord:', en: 'This rumour has already been answered:' },
		need: { nl: 'Deze vraag is al beantwoord:', en: 'This question has already been answered:' },
		do: { nl: 'Antwoord hiermee', en: 'Use this answer' }
	},
	reasons: {
		words: { nl: 'noemt {words}', en: 'mentions {words}' }
	},
	help: {
		word: { nl: 'Noodkreet', en: 'Call for help' },
		looks: {
			nl: select('strong', { yes: 'Lijkt sterk op een noodkreet', other: 'Lijkt een noodkreet' }),
			en: select('strong', { yes: 'Looks very much like a call for help', other: 'Looks like a call for help' })
		},
		holds: {
			nl: plural('pinned', {
				0: plural('guesses', {
					0: '',
					one: '{guesses} bericht lijkt op een noodkreet.',
					other: '{guesses} berichten lijken op een noodkreet.'
				}),
				one: plural('guesses', {
					0: '{pinned} noodkreet vastgezet. ',
					one: '{pinned} noodkreet vastgezet. {guesses} bericht lijkt op een noodkreet.',
					other: '{pinned} noodkreet vastgezet. {guesses} berichten lijken op een noodkreet.'
				}),
				other: plural('guesses', {
					0: '{pinned} noodkreten vastgezet. ',
					one: '{pinned} noodkreten vastgezet. {guesses} bericht lijkt op een noodkreet.',
					other: '{pinned} noodkreten vastgezet. {guesses} berichten lijken op een noodkreet.'
				})
			}),
			en: plural('pinned', {
				0: plural('guesses', {
					0: '',
					one: '{guesses} post looks like a call for help.',
					other: '{guesses} posts look like a call for help.'
				}),
				one: plural('guesses', {
					0: '{pinned} call for help pinned. ',
					one: '{pinned} call for help pinned. {guesses} post looks like a call for help.',
					other: '{pinned} call for help pinned. {guesses} posts look like a call for help.'
				}),
				other: plural('guesses', {
					0: '{pinned} calls for help pinned. ',
					one: '{pinned} calls for help pinned. {guesses} post looks like a call for help.',
					other: '{pinned} calls for help pinned. {guesses} posts look like a call for help.'
				})
			})
		},
		strip: {
			nl: plural('guesses', {
				one: 'Noodkreten: {pinned} vastgezet, {guesses} bericht lijkt op een noodkreet, {passedOn} doorgegeven',
				other: 'Noodkreten: {pinned} vastgezet, {guesses} berichten lijken op een noodkreet, {passedOn} doorgegeven'
			}),
			en: plural('guesses', {
				one: 'Calls for help: {pinned} pinned, {guesses} post looks like a call for help, {passedOn} passed on',
				other: 'Calls for help: {pinned} pinned, {guesses} posts look like a call for help, {passedOn} passed on'
			})
		},
		waits: { nl: '{duration}, nog niet doorgegeven', en: '{duration}, not yet passed on' },
		pinnedBy: { nl: 'vastgezet door {who}', en: 'pinned by {who}' },
		posts: {
			nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
			en: plural('count', { one: '{count} post', other: '{count} posts' })
		},
		passOn: { nl: 'Geef door aan de meldkamer', en: 'Pass on to the control room (112)' },
		pass: { nl: 'Geef door', en: 'Pass on' },
		pin: { nl: 'Zet vast', en: 'Pin' },
		none: { nl: 'Geen noodkreet', en: 'Not a call for help' },
		passedOn: {
			nl: 'Doorgegeven aan de meldkamer {when} door {who}',
			en: 'Passed on to the control room {when} by {who}'
		},
		takeBack: { nl: 'Toch niet', en: 'Take back' },
		takeBackTitle: {
			nl: 'Is deze noodkreet toch niet doorgegeven?',
			en: 'Was this call for help not passed on after all?'
		},
		takeBackWhat: {
			nl: 'De noodkreet staat dan weer open. Wie hem doorgaf en wie dat terugneemt, blijft in het logboek.',
			en: 'The call is then open again. Who passed it on and who takes that back stays in the log.'
		},
		takeBackWhy: { nl: 'Waarom toch niet?', en: 'Why not after all?' },
		takeBackYes: { nl: 'Toch niet doorgegeven', en: 'Not passed on after all' },
		hide: { nl: 'Uit beeld', en: 'Hide' },
		askTitle: { nl: 'Hebt u dit doorgegeven aan de meldkamer?', en: 'Have you passed this on to the control room?' },
		askWhat: {
			nl: 'Bel de meldkamer (112) zelf. Voelspriet belt niet. Als u op ja drukt, staat vast wie dit wanneer doorgaf.',
			en: 'Call the control room (112) yourself. Voelspriet does not make the call. If you press yes, your name and the time are recorded.'
		},
		askYes: { nl: 'Ja, doorgegeven', en: 'Yes, passed on' },
		back: { nl: 'erheen en terug', en: 'go there and back' },
		sound: { nl: 'Geluid bij een noodkreet', en: 'Sound for a call for help' },
		unsettled: {
			nl: 'Een noodkreet gaat niet weg met E of X. {pass}: geef door. {none}: geen noodkreet.',
			en: 'You cannot clear a call for help with E or X. {pass}: pass on. {none}: not a call for help.'
		}
	},
	merge: {
		open: { nl: 'Voeg samen', en: 'Merge' },
		title: { nl: 'Voeg dit verhaal samen met', en: 'Merge this story into' },
		find: { nl: 'Zoek een verhaal', en: 'Find a story' },
		what: {
			nl: 'Alle berichten gaan naar het andere verhaal. De labels gaan mee. U kunt het ongedaan maken.',
			en: 'All posts and labels move to the other story. You can undo this.'
		},
		into: { nl: 'Hiermee', en: 'Into this one' },
		posts: {
			nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
			en: plural('count', { one: '{count} post', other: '{count} posts' })
		},
		none: {
			nl: 'Geen ander verhaal gevonden. Zoek met andere woorden.',
			en: 'No other stories found. Try different words.'
		}
	},
	announce: {
		fresh: {
			nl: plural('count', { one: '{count} nieuw verhaal', other: '{count} nieuwe verhalen' }),
			en: plural('count', { one: '{count} new story', other: '{count} new stories' })
		},
		help: {
			nl: plural('count', { one: '{count} noodkreet wacht', other: '{count} noodkreten wachten' }),
			en: plural('count', { one: '{count} call for help waiting', other: '{count} calls for help waiting' })
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
		}
	},
	volume: {
		title: { nl: 'Berichten per 5 minuten', en: 'Posts per 5 minutes' },
		few: {
			nl: '{count} in de laatste 5 minuten. Weinig berichten om mee te vergelijken.',
			en: '{count} in the last 5 minutes. There are too few earlier posts to compare.'
		},
		more: {
			nl: plural('times', {
				1: '{count} in de laatste 5 minuten, meer dan daarvoor.',
				other: '{count} in de laatste 5 minuten, ruim {times} keer zo veel als daarvoor.'
			}),
			en: plural('times', {
				1: '{count} in the last 5 minutes, more than before.',
				other: '{count} in the last 5 minutes, over {times} times as many as before.'
			})
		},
		less: {
			nl: '{count} in de laatste 5 minuten, minder dan daarvoor.',
			en: '{count} in the last 5 minutes, fewer than before.'
		},
		same: {
			nl: '{count} in de laatste 5 minuten, ongeveer evenveel als daarvoor.',
			en: '{count} in the last 5 minutes, about as many as before.'
		},
		actions: { nl: '{count} eigen acties', en: '{count} own actions' }
	},
	search: {
		words: { nl: 'Woorden', en: 'Words' },
		hint: {
			nl: 'Alle woorden moeten erin staan. "Tussen aanhalingstekens" staat bij elkaar, -woord niet.',
			en: 'Finds posts with all words. Use "quotes" for an exact phrase and -word to leave a word out.'
		},
		source: { nl: 'Bron', en: 'Source' },
		anySource: { nl: 'Alle bronnen', en: 'All sources' },
		finding: { nl: 'Bevinding', en: 'Finding' },
		anyFinding: { nl: 'Alle verhalen', en: 'All stories' },
		language: { nl: 'Taal', en: 'Language' },
		anyLanguage: { nl: 'Alle talen', en: 'All languages' },
		languages: {
			nl: { nl: 'Nederlands', en: 'Dutch' },
			en: { nl: 'Engels', en: 'English' },
			de: { nl: 'Duits', en: 'German' },
			fr: { nl: 'Frans', en: 'French' },
			tr: { nl: 'Turks', en: 'Turkish' },
			ar: { nl: 'Arabisch', en: 'Arabic' },
			pl: { nl: 'Pools', en: 'Polish' },
			uk: { nl: 'Oekraïens', en: 'Ukrainian' },
			fy: { nl: 'Fries', en: 'Frisian' }
		},
		time: { nl: 'Tijd', en: 'Time' },
		anyTime: { nl: 'De hele tijd', en: 'Any time' },
		lastMinutes: {
			nl: plural('minutes', { 60: 'Laatste uur', 180: 'Laatste 3 uur', other: 'Laatste {minutes} minuten' }),
			en: plural('minutes', { 60: 'Last hour', 180: 'Last 3 hours', other: 'Last {minutes} minutes' })
		},
		around: { nl: 'Rond een tijdstip', en: 'Around a set time' },
		step: { nl: '{from} tot {to}', en: '{from} to {to}' },
		day: { nl: 'Dag', en: 'Day' },
		hour: { nl: 'Tijd ({minutes} minuten ervoor en erna)', en: 'Time ({minutes} minutes before and after)' }
	},
	marks: {
		found: { nl: 'Uit het zoekprofiel: {words}.', en: 'From the search profile: {words}.' },
		hint: { nl: 'Hierop rust de hint: {words}.', en: 'The hint is based on: {words}.' }
	},
	findings: {
		title: { nl: 'Bevindingen', en: 'Findings' },
		all: { nl: 'Alle {count}', en: 'All {count}' },
		moreOpen: { nl: 'Nog {count} open', en: '{count} more open' },
		settled: { nl: '{count} beantwoord', en: '{count} answered' },
		late: {
			nl: plural('minutes', { one: '{minutes} minuut te laat', other: '{minutes} minuten te laat' }),
			en: plural('minutes', { one: '{minutes} minute late', other: '{minutes} minutes late' })
		},
		minutes: { nl: '{minutes} min', en: '{minutes} min' },
		need: { nl: 'Vragen', en: 'Information needs' },
		rumour: { nl: 'Geruchten', en: 'Rumours' },
		behaviour: { nl: 'Gedrag', en: 'Behaviour' },
		meaning: { nl: 'Betekenis', en: 'Meaning' },
		none: {
			need: {
				nl: 'Nog geen vragen. Kies een verhaal en druk op Vraag.',
				en: 'No information needs yet. Choose a story and press Need.'
			},
			rumour: {
				nl: 'Nog geen geruchten. Kies een verhaal en druk op Gerucht.',
				en: 'No rumours yet. Choose a story and press Rumour.'
			},
			behaviour: {
				nl: 'Nog geen gedrag. Kies een verhaal en druk op Gedrag.',
				en: 'No behaviour yet. Choose a story and press Behaviour.'
			},
			meaning: {
				nl: 'Nog geen betekenis. Kies een verhaal en druk op Betekenis.',
				en: 'No meaning yet. Choose a story and press Meaning.'
			}
		},
		unanswered: { nl: 'geen antwoord', en: 'no answer' },
		askedAgain: { nl: 'wordt weer gevraagd', en: 'asked again' },
		answering: { nl: 'antwoord in de maak, {who}', en: 'answer in progress, {who}' },
		answered: { nl: 'beantwoord {time}', en: 'answered {time}' },
		closedAt: { nl: 'gesloten {when}', en: 'closed {when}' },
		signalled: { nl: 'gesignaleerd {time}', en: 'spotted {time}' },
		verifying: { nl: 'wordt nagegaan bij {body}', en: 'being checked with {body}' },
		verdicts: {
			false: { nl: 'onjuist', en: 'false' },
			true: { nl: 'juist', en: 'true' },
			partly: { nl: 'deels juist', en: 'partly true' },
			unknowable: { nl: 'niet vast te stellen', en: 'cannot be established' }
		},
		approaches: {
			watch: { nl: 'volgen', en: 'watch' },
			sayWeCheck: { nl: 'zeggen dat we het nagaan', en: 'say we are checking' },
			addToAnswers: { nl: 'bij de antwoorden', en: 'add to the answers' },
			confirm: { nl: 'bevestigen', en: 'confirm' },
			rebut: { nl: 'weerleggen', en: 'rebut' },
			passOn: { nl: 'doorgeven', en: 'pass on' }
		},
		effects: {
			enlarges: { nl: 'vergroot de schade', en: 'increases damage' },
			limits: { nl: 'beperkt de schade', en: 'limits damage' },
			offersHelp: { nl: 'aanbod van hulp', en: 'offers help' }
		},
		themes: {
			blame: { nl: 'schuld', en: 'blame' },
			trust: { nl: 'vertrouwen', en: 'trust' },
			grief: { nl: 'rouw', en: 'grief' },
			solidarity: { nl: 'saamhorigheid', en: 'solidarity' },
			political: { nl: 'politiek', en: 'political' },
			callToAct: { nl: 'oproep', en: 'call to action' },
			symbol: { nl: 'symbool', en: 'symbol' }
		}
	},
	respond: {
		do: { nl: 'Antwoord op dit bericht', en: 'Answer this post' },
		title: { nl: 'Antwoord met goedgekeurde tekst', en: 'Answer with approved text' },
		text: { nl: 'Welke tekst?', en: 'Which text?' },
		choice: { nl: '{title} ({channel})', en: '{title} ({channel})' },
		initials: { nl: 'Uw initialen', en: 'Your initials' },
		initialsWrong: {
			nl: 'Schrijf een dakje en twee tot vier hoofdletters: ^HH.',
			en: 'Enter a caret and two to four capital letters: ^HH.'
		},
		tooLong: {
			nl: 'Met initialen is dit te lang voor het kanaal. Kies een andere tekst.',
			en: 'With your initials, this text is too long for the channel. Choose another text.'
		},
		none: {
			nl: 'Er is nog geen tekst met akkoord. Vraag eerst akkoord op een antwoord.',
			en: 'No text has been approved yet. Request approval of an answer first.'
		},
		record: { nl: 'Leg vast dat u dit plaatste', en: 'Record that you posted this' },
		given: { nl: '{who} antwoordde, {time}:', en: '{who} answered, {time}:' },
		outdatedChoice: { nl: 'Niet meer geldig: {title} ({channel})', en: 'No longer valid: {title} ({channel})' },
		outdated: {
			nl: 'Deze tekst klopt niet meer. Plaats hem niet.',
			en: 'This text is no longer correct. Do not post it.'
		},
		already: { nl: 'Hebt u hem al geplaatst? Leg dat hier vast.', en: 'Have you already posted it? Record that here.' },
		unchecked: {
			nl: 'Geen verbinding. Wij kunnen niet nagaan of deze tekst nog klopt.',
			en: 'No connection. We cannot check whether this text is still correct.'
		},
		recordedOutdated: {
			nl: 'Vastgelegd. De tekst klopte niet meer, dus maak een correctie.',
			en: 'Recorded. The text was no longer correct, so issue a correction.'
		},
		problems: {
			changed: { nl: 'Deze tekst was toen al gewijzigd.', en: 'This text had already changed by then.' },
			notApproved: { nl: 'Op deze tekst was toen geen akkoord.', en: 'This text was not approved at the time.' },
			paused: { nl: 'Deze tekst stond toen stil.', en: 'This text was paused at the time.' },
			withdrawn: { nl: 'Deze tekst was toen al ingetrokken.', en: 'This text had already been withdrawn by then.' },
			outdated: { nl: 'Deze tekst klopte toen niet meer.', en: 'This text was no longer correct by then.' }
		}
	},
	firstKeys: {
		title: { nl: 'Uw eerste tien toetsen', en: 'Your first ten keys' },
		count: { nl: '{used} van {of}', en: '{used} of {of}' },
		press: { nl: 'Druk op', en: 'Press' },
		dismiss: { nl: 'Niet meer tonen', en: 'Don’t show again' },
		used: { nl: 'gebruikt', en: 'used' },
		why: {
			next: { nl: 'Ga naar het volgende verhaal.', en: 'Go to the next story.' },
			previous: { nl: 'Ga terug naar het vorige verhaal.', en: 'Go back to the previous story.' },
			open: { nl: 'Bekijk de berichten van dit verhaal.', en: 'See the posts in this story.' },
			linkNeed: { nl: 'Stelt iemand hier een vraag?', en: 'Is somebody asking a question here?' },
			linkRumour: { nl: 'Lijkt dit verhaal op een gerucht?', en: 'Does this story look like a rumour?' },
			emotion: { nl: 'Ziet u angst in dit verhaal?', en: 'Do you see fear in this story?' },
			linkAny: { nl: 'Hoort dit verhaal bij iets dat er al is?', en: 'Does this story belong to something known?' },
			looked: { nl: 'Bent u klaar met dit verhaal?', en: 'Are you done with this story?' },
			undo: { nl: 'U kunt alles terugnemen.', en: 'You can undo anything.' },
			firstHelp: { nl: 'Er wacht een noodkreet.', en: 'A call for help is waiting.' }
		},
		does: {
			next: { nl: 'volgende', en: 'next' },
			previous: { nl: 'vorige', en: 'previous' },
			open: { nl: 'berichten', en: 'posts' },
			linkNeed: { nl: 'vraag', en: 'need' },
			linkRumour: { nl: 'gerucht', en: 'rumour' },
			emotion: { nl: 'angst', en: 'fear' },
			linkAny: { nl: 'koppel', en: 'link' },
			looked: { nl: 'bekeken', en: 'looked at' },
			undo: { nl: 'ongedaan', en: 'undo' },
			firstHelp: { nl: 'noodkreet', en: 'call for help' }
		}
	},
	column: {
		title: { nl: 'Open verhaal', en: 'Open story' },
		large: { nl: 'Groot', en: 'Large' },
		which: {
			need: { nl: 'Bij welke vraag?', en: 'Which information need?' },
			rumour: { nl: 'Bij welk gerucht?', en: 'Which rumour?' },
			behaviour: { nl: 'Bij welk gedrag?', en: 'Which behaviour?' },
			meaning: { nl: 'Bij welke betekenis?', en: 'Which meaning?' },
			several: { nl: 'Bij welke bevindingen?', en: 'Which findings?' }
		},
		fact: { nl: 'Feit: {text} ({source}, {time})', en: 'Fact: {text} ({source}, {time})' },
		factUnknown: { nl: 'Nog niet bekend: {text} ({time})', en: 'Not yet known: {text} ({time})' },
		next: { nl: 'Nu: {next}', en: 'Now: {next}' },
		toFinding: {
			need: { nl: 'Open de vraag', en: 'Open the information need' },
			rumour: { nl: 'Open het gerucht', en: 'Open the rumour' },
			behaviour: { nl: 'Open het gedrag', en: 'Open the behaviour' },
			meaning: { nl: 'Open de betekenis', en: 'Open the meaning' }
		},
		material: { nl: 'Beeld en links', en: 'Pictures and links' },
		notLoaded: { nl: 'niets wordt geladen; u opent het zelf', en: 'nothing loads until you open it' },
		inPosts: {
			nl: plural('count', { one: 'in {count} bericht', other: 'in {count} berichten' }),
			en: plural('count', { one: 'in {count} post', other: 'in {count} posts' })
		},
		open: { nl: 'open', en: 'open' },
		atSource: { nl: 'bij de bron', en: 'at the source' },
		openLink: { nl: 'Open {text}', en: 'Open {text}' },
		openAtSource: { nl: '{text}: open bij de bron, {host}', en: '{text}: open at the source, {host}' },
		moreMaterial: { nl: 'En nog {count}, bij de berichten hieronder.', en: 'And {count} more, in the posts below.' },
		course: { nl: 'Per 5 minuten', en: 'Per 5 minutes' },
		now: {
			nl: 'Nu {now} in 5 minuten; een half uur geleden {before}.',
			en: 'Now {now} in 5 minutes; half an hour ago it was {before}.'
		},
		nowOnly: { nl: 'Nu {now} in 5 minuten.', en: 'Now {now} in 5 minutes.' },
		first: {
			nl: select('who', {
				named: 'Eerst gezien {when} op {source}, door {name}.',
				other: 'Eerst gezien {when} op {source}.'
			}),
			en: select('who', { named: 'First seen {when} on {source}, by {name}.', other: 'First seen {when} on {source}.' })
		},
		posts: {
			nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
			en: plural('count', { one: '{count} post', other: '{count} posts' })
		},
		authors: {
			nl: plural('count', {
				one: 'van {count} afzender, nieuwste eerst',
				other: 'van {count} afzenders, nieuwste eerst'
			}),
			en: plural('count', { one: 'from {count} sender, newest first', other: 'from {count} senders, newest first' })
		},
		perMinute: { nl: '{count} per minuut', en: '{count} per minute' },
		stops: { nl: 'Staat stil zodra u leest', en: 'Pauses when you start reading' },
		follow: { nl: 'Loop weer mee ({count} nieuw)', en: 'Resume ({count} new)' }
	}
} satisfies Messages;
