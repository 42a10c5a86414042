import { plural, select, type Messages } from './message';

export const sources = {
	columns: {
		name: { nl: 'Bron', en: 'Source' },
		health: { nl: 'Hoe staat het', en: 'Status' },
		last: { nl: 'Laatste bericht', en: 'Last post' },
		now: { nl: 'Per minuut', en: 'Per minute' },
		do: { nl: 'Actie', en: 'Actions' }
	},
	health: {
		good: { nl: 'werkt', en: 'working' },
		waiting: { nl: 'wacht op het eerste antwoord', en: 'waiting for the first response' },
		paused: { nl: 'gepauzeerd', en: 'paused' },
		pausedWhy: { nl: 'gepauzeerd: {why}', en: 'paused: {why}' },
		removed: { nl: 'verwijderd', en: 'removed' },
		desk: { nl: 'met de hand ingevoerd', en: 'entered by hand' },
		file: { nl: 'uit een bestand', en: 'from a file' },
		silent: {
			nl: 'stil sinds {time}; normaal zijn het er {normal} per minuut',
			en: 'silent since {time}; normally {normal} per minute'
		},
		program: { nl: 'krijgt berichten van een programma', en: 'receives posts from a program' },
		failed: { nl: 'geeft fouten sinds {time}. {problem}', en: 'errors since {time}. {problem}' },
		unknown: { nl: 'niet bekend: nu haalt niets deze bron op', en: 'unknown: nothing is reading this source now' }
	},
	skipped: {
		nl: plural('count', { one: '{count} bericht was niet te lezen', other: '{count} berichten waren niet te lezen' }),
		en: plural('count', { one: '{count} post could not be read', other: '{count} posts could not be read' })
	},
	deadLinks: {
		nl: plural('count', {
			one: 'Dit adres is niet te lezen: {links}',
			other: '{count} adressen zijn niet te lezen, zoals {links}'
		}),
		en: plural('count', {
			one: 'This address cannot be read: {links}',
			other: '{count} addresses cannot be read, such as {links}'
		})
	},
	pause: { nl: 'Pauzeer', en: 'Pause' },
	resume: { nl: 'Ga door', en: 'Resume' },
	remove: { nl: 'Verwijder', en: 'Remove' },
	removeQuestion: { nl: 'Verwijdert u {name}?', en: 'Remove {name}?' },
	removeWhat: {
		nl: 'Er komen dan geen nieuwe berichten meer. Wat binnenkwam, blijft.',
		en: 'No new posts will come in. Posts you already have stay.'
	},
	showRemoved: { nl: 'Toon wat verwijderd is', en: 'Show removed sources' },
	blind: {
		nl: 'Facebook, Instagram, TikTok en WhatsApp zijn niet te volgen. Plak of typ wat u daar ziet. Het rapport noemt dat.',
		en: 'Facebook, Instagram, TikTok and WhatsApp cannot be followed. Paste or type what you see there. The report says so.'
	},
	feed: {
		title: { nl: 'Sluit een nieuwsbron aan', en: 'Connect a news source' },
		address: { nl: 'Adres van de feed', en: 'Feed address' },
		name: { nl: 'Naam', en: 'Name' },
		add: { nl: 'Sluit aan', en: 'Connect' },
		trying: { nl: 'Wordt geprobeerd', en: 'Trying' },
		added: {
			nl: plural('count', {
				one: '{name} is aangesloten. Het eerste antwoord had {count} bericht.',
				other: '{name} is aangesloten. Het eerste antwoord had {count} berichten.'
			}),
			en: plural('count', {
				one: '{name} is connected. Its first response had {count} post.',
				other: '{name} is connected. Its first response had {count} posts.'
			})
		},
		exercise: {
			nl: 'Dit is een oefening. Alleen het script, balies en bestanden geven berichten.',
			en: 'This is an exercise. Posts come only from the script, desks and files.'
		}
	},
	profile: {
		title: { nl: 'Zoekprofiel', en: 'Search profile' },
		what: {
			nl: 'Dit bepaalt welke berichten binnenkomen. Elke wijziging wordt vastgelegd.',
			en: 'This decides which posts come in. Each change is recorded.'
		},
		terms: { nl: 'Zoekwoorden', en: 'Search terms' },
		termsHint: {
			nl: 'Eén per regel. Een * vult aan: rook* vindt ook rookwolk. Leeg laat alles door.',
			en: 'One per line. Use * for any ending: smok* also finds smoking. Leave empty to let everything in.'
		},
		hashtags: { nl: 'Hashtags', en: 'Hashtags' },
		places: { nl: 'Plaatsen', en: 'Places' },
		excluded: { nl: 'Niet met deze woorden', en: 'Excluded words' },
		accountsHint: {
			nl: 'Alleen van organisaties, media en bestuurders. Nooit van gewone mensen.',
			en: 'Only organisations, media and office holders. Never ordinary people.'
		},
		save: { nl: 'Sla het zoekprofiel op', en: 'Save the search profile' },
		excludedHint: {
			nl: 'Een bericht met zo’n woord komt nooit binnen.',
			en: 'Posts with any of these words never come in.'
		},
		organisation: { nl: 'Accounts van organisaties', en: 'Accounts of organisations' },
		media: { nl: 'Accounts van media', en: 'Media accounts' },
		officeHolder: { nl: 'Accounts van bestuurders', en: 'Accounts of office holders' },
		languages: { nl: 'Talen', en: 'Languages' },
		languagesHint: {
			nl: 'Geen keuze laat alle talen door. Een bericht zonder taal komt altijd binnen.',
			en: 'Choose none to let in all languages. Posts without a language always come in.'
		},
		unsaid: {
			nl: 'Van {accounts} is niet gezegd van wie het is. Zet het bij organisaties, media of bestuurders. Anders vervalt het als u opslaat.',
			en: 'We do not know whose account {accounts} is. Move it to organisations, media or office holders. Otherwise it is removed when you save.'
		},
		saved: { nl: 'Opgeslagen', en: 'Saved' },
		andMore: { nl: 'en nog {count}', en: 'and {count} more' },
		everything: {
			nl: 'Het zoekprofiel is leeg. Alles uit de bronnen komt binnen.',
			en: 'The search profile is empty, so everything from the sources comes in.'
		},
		change: { nl: 'Wijzig het zoekprofiel', en: 'Change the search profile' },
		see: { nl: 'Bekijk het zoekprofiel', en: 'View the search profile' }
	},
	problemUnknown: {
		nl: 'Er ging iets mis bij deze bron ({code}).',
		en: 'Something went wrong with this source ({code}).'
	},
	program: {
		title: { nl: 'Ontvang van een ander programma', en: 'Receive from another program' },
		what: {
			nl: 'Een ander programma kan hier berichten in zetten. Het heeft daarvoor een sleutel nodig.',
			en: 'Another program can send posts here. It needs a token to do so.'
		},
		name: { nl: 'Naam', en: 'Name' },
		nameHint: { nl: 'Bijvoorbeeld: Meldingen openbare ruimte.', en: 'For example: public space reports.' },
		platform: { nl: 'Waar komen de berichten vandaan?', en: 'Where do the posts come from?' },
		add: { nl: 'Maak deze bron', en: 'Add this source' },
		added: {
			nl: '{name} kan nu berichten ontvangen. Geef de maker van het programma dit adres:',
			en: '{name} can now receive posts. Give this address to the program’s developer:'
		},
		keys: { nl: 'Maak een sleutel', en: 'Create a token' },
		keysElsewhere: {
			nl: 'Een coördinator of beheerder maakt de sleutel.',
			en: 'A coordinator or administrator creates the token.'
		}
	},
	connect: {
		title: { nl: 'Sluit {name} aan', en: 'Connect {name}' },
		back: { nl: 'Terug naar de bronnen', en: 'Back to the sources' },
		address: { nl: 'Adres van de server', en: 'Server address' },
		key: { nl: 'Sleutel', en: 'Key' },
		keyKept: {
			nl: 'Wij bewaren de sleutel versleuteld en tonen hem nooit meer.',
			en: 'We store the key encrypted and never show it again.'
		},
		keyKnown: {
			nl: 'Al bekend: {names}. Laat de sleutel dan leeg om de bekende te gebruiken.',
			en: 'Already saved: {names}. Leave the key empty to use the saved one.'
		},
		feeds: { nl: 'Feeds van deze webpagina', en: 'Feeds of this web page' },
		chooseFeed: {
			nl: 'Dit adres geeft een webpagina. Kies hieronder een feed.',
			en: 'This address gives a web page. Choose a feed below.'
		},
		name: { nl: 'Naam', en: 'Name' },
		submit: { nl: 'Sluit aan', en: 'Connect' },
		trying: { nl: 'Wordt geprobeerd', en: 'Trying' },
		others: { nl: 'Sluit ook aan:', en: 'Also connect:' },
		perPost: { nl: 'Prijs per bericht in euro', en: 'Price per post in euros' },
		perPostHint: {
			nl: 'Die staat in uw afspraak met X, bijvoorbeeld 0,005.',
			en: 'See your contract with X. For example 0.005.'
		},
		most: { nl: 'Budget per maand in euro', en: 'Monthly budget in euros' },
		mostHint: {
			nl: 'Is het op, dan stopt X tot de volgende maand. U kunt het verhogen.',
			en: 'When it is spent, X stops until next month. You can raise it.'
		},
		priceWrong: {
			nl: 'Vul de prijs en het budget in als bedrag, bijvoorbeeld 0,005 en 250.',
			en: 'Enter the price and the budget as amounts, for example 0.005 and 250.'
		}
	},
	protocols: {
		feed: {
			name: { nl: 'een nieuwsfeed', en: 'a news feed' },
			what: {
				nl: 'Wij lezen elke minuut wat er nieuw is in een feed: RSS, Atom of JSON Feed.',
				en: 'We check a feed for new items every minute: RSS, Atom or JSON Feed.'
			},
			addressHint: {
				nl: 'RSS, Atom of JSON Feed, bijvoorbeeld https://omroep.nl/rss.',
				en: 'RSS, Atom or JSON Feed, for example https://broadcaster.nl/rss.'
			}
		},
		mastodon: {
			name: { nl: 'Mastodon', en: 'Mastodon' },
			what: {
				nl: 'Wij volgen de openbare tijdlijn van één server en de hashtags van het zoekprofiel.',
				en: 'We follow one server’s public timeline, and the hashtags in the search profile.'
			},
			addressHint: { nl: 'Bijvoorbeeld mastodon.nl.', en: 'For example mastodon.nl.' },
			keyHint: {
				nl: 'Maak op de server een toepassing met het recht read:statuses. Plak hier het toegangstoken.',
				en: 'Create an application on the server with the read:statuses permission. Paste its access token here.'
			}
		},
		bluesky: {
			name: { nl: 'Bluesky', en: 'Bluesky' },
			what: {
				nl: 'Wij volgen heel Bluesky en bewaren alleen wat bij het zoekprofiel past.',
				en: 'We follow all of Bluesky and keep only what matches the search profile.'
			},
			addressHint: {
				nl: 'De Jetstream-server. Deze is van Bluesky zelf.',
				en: 'The Jetstream server. This one is run by Bluesky.'
			}
		},
		x: {
			name: { nl: 'X', en: 'X' },
			what: {
				nl: 'Wij maken regels van het zoekprofiel. X rekent per bericht en stuurt alleen wat past.',
				en: 'We turn the search profile into rules. X charges per post and sends only what matches.'
			},
			addressHint: { nl: 'Dit is het adres van X zelf.', en: 'This is X’s own address.' },
			keyHint: { nl: 'Het Bearer Token van uw app bij X.', en: 'The Bearer Token of your X app.' }
		},
		nlAlert: {
			name: { nl: 'NL-Alert', en: 'NL-Alert' },
			what: {
				nl: 'Elke NL-Alert met een plaats uit het zoekprofiel komt als eigen actie op de tijdlijn. Ook een wijziging en het einde.',
				en: 'NL-Alerts that name a place in the search profile appear on the timeline as own actions. So do updates and their end.'
			},
			addressHint: { nl: 'Dit is het openbare adres van NL-Alert.', en: 'This is NL-Alert’s public address.' }
		},
		cap: {
			name: { nl: 'waarschuwingen (CAP)', en: 'warnings (CAP)' },
			what: {
				nl: 'Waarschuwingen voor weer en andere gevaren komen op de tijdlijn. Wij volgen de standaard CAP.',
				en: 'Warnings of severe weather and other dangers appear on the timeline. We follow the CAP standard.'
			},
			addressHint: {
				nl: 'Een CAP-bericht, of een feed met koppelingen naar CAP-berichten.',
				en: 'A CAP message, or a feed with links to CAP messages.'
			}
		}
	},
	hook: {
		title: { nl: 'Ondertekende berichten voor {name}', en: 'Signed posts for {name}' },
		to: { nl: 'Laat een programma ondertekenen', en: 'Let a program sign its posts' },
		what: {
			nl: 'Een programma ondertekent elke zending met een sleutel van deze bron.',
			en: 'A program signs everything it sends with a key for this source.'
		},
		docs: { nl: 'Zo werkt het', en: 'How it works' },
		made: { nl: 'Bewaar hem veilig. Wij tonen hem één keer.', en: 'Keep it safe. We only show it once.' },
		try: { nl: 'Zo stuurt u een proefbericht', en: 'How to send a test post' },
		since: { nl: 'Er is een sleutel sinds', en: 'Key created' },
		overlap: { nl: 'Hoe lang blijft de oude sleutel gelden?', en: 'How long does the old key stay valid?' },
		day: { nl: 'Nog 24 uur', en: '24 more hours' },
		atOnce: { nl: 'Niet meer: iemand kan hem kennen', en: 'Not at all: somebody may know it' },
		make: { nl: 'Maak een sleutel', en: 'Create a key' },
		replace: { nl: 'Vervang de sleutel', en: 'Replace the key' },
		madeTitle: { nl: 'Dit is de sleutel', en: 'Your key' },
		copyKey: { nl: 'Kopieer de sleutel', en: 'Copy the key' },
		copyLine: { nl: 'Kopieer de regel', en: 'Copy the line' },
		yourKey: { nl: 'UW-SLEUTEL', en: 'YOUR-KEY' },
		putKey: { nl: 'Zet de sleutel op de plaats van {key}.', en: 'Replace {key} with the key.' }
	},
	normal: { nl: 'normaal {normal}', en: 'normally {normal}' },
	errors: {
		count: {
			nl: plural('count', { one: '{count} fout in het laatste uur', other: '{count} fouten in het laatste uur' }),
			en: plural('count', { one: '{count} error in the last hour', other: '{count} errors in the last hour' })
		},
		times: {
			nl: plural('times', { one: 'Eén keer, het laatst {when}.', other: '{times} keer, het laatst {when}.' }),
			en: plural('times', { one: 'Once, last {when}.', other: '{times} times, last {when}.' })
		}
	},
	paste: {
		title: { nl: 'Plak berichten', en: 'Paste posts' },
		what: {
			nl: 'Voor Facebook, WhatsApp en andere plekken die geen programma mag volgen. Kopieer daar en plak hier.',
			en: 'For Facebook, WhatsApp and other places that no program may follow. Copy posts there and paste them here.'
		},
		text: { nl: 'Gekopieerde berichten', en: 'Copied posts' },
		hint: {
			nl: 'Zo veel als u wilt. U ziet meteen hoe wij ze splitsen.',
			en: 'As many as you like. You immediately see how we split them.'
		},
		where: { nl: 'Waar komen ze vandaan?', en: 'Where do they come from?' },
		how: { nl: 'Waar begint een nieuw bericht?', en: 'Where does a new post begin?' },
		dateOrder: { nl: 'Hoe zijn de datums geschreven?', en: 'How are the dates written?' },
		dateOrderHint: {
			nl: 'Deze datums kunt u op twee manieren lezen. Wij raden niet.',
			en: 'These dates can be read in two ways. We do not guess.'
		},
		noOrder: { nl: 'Kies eerst hoe de datums zijn geschreven.', en: 'First choose how the dates are written.' },
		chooseOrder: { nl: 'Kies', en: 'Choose' },
		orderExample: { nl: '{text} is {date}', en: '{text} is {date}' },
		splits: {
			auto: { nl: 'Dat zien wij zelf', en: 'Detect automatically' },
			blank: { nl: 'Bij elke lege regel', en: 'At every empty line' },
			line: { nl: 'Bij elke regel', en: 'At every line' },
			whole: { nl: 'Nergens: het is één bericht', en: 'Nowhere: this is one post' }
		},
		preview: {
			nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
			en: plural('count', { one: '{count} post', other: '{count} posts' })
		},
		none: { nl: 'Nog niets geplakt.', en: 'Nothing pasted yet.' },
		leave: { nl: 'Laat weg', en: 'Leave out' },
		more: {
			nl: plural('count', { one: 'En nog {count} bericht.', other: 'En nog {count} berichten.' }),
			en: plural('count', { one: 'And {count} more post.', other: 'And {count} more posts.' })
		},
		take: {
			nl: plural('count', { one: 'Neem {count} bericht over', other: 'Neem {count} berichten over' }),
			en: plural('count', { one: 'Add {count} post', other: 'Add {count} posts' })
		},
		source: { nl: 'Geplakt van {platform}', en: 'Pasted from {platform}' },
		done: {
			nl: plural('stored', {
				0: plural('known', {
					0: plural('refused', {
						0: 'Geen nieuwe berichten.',
						other: 'Geen nieuwe berichten; {refused} niet te lezen.'
					}),
					other: plural('refused', {
						0: 'Geen nieuwe berichten; {known} al bekend.',
						other: 'Geen nieuwe berichten; {known} al bekend; {refused} niet te lezen.'
					})
				}),
				one: plural('known', {
					0: plural('refused', {
						0: '{stored} nieuw bericht.',
						other: '{stored} nieuw bericht; {refused} niet te lezen.'
					}),
					other: plural('refused', {
						0: '{stored} nieuw bericht; {known} al bekend.',
						other: '{stored} nieuw bericht; {known} al bekend; {refused} niet te lezen.'
					})
				}),
				other: plural('known', {
					0: plural('refused', {
						0: '{stored} nieuwe berichten.',
						other: '{stored} nieuwe berichten; {refused} niet te lezen.'
					}),
					other: plural('refused', {
						0: '{stored} nieuwe berichten; {known} al bekend.',
						other: '{stored} nieuwe berichten; {known} al bekend; {refused} niet te lezen.'
					})
				})
			}),
			en: plural('stored', {
				0: plural('known', {
					0: plural('refused', { 0: 'No new posts.', other: 'No new posts; {refused} unreadable.' }),
					other: plural('refused', {
						0: 'No new posts; {known} already known.',
						other: 'No new posts; {known} already known; {refused} unreadable.'
					})
				}),
				one: plural('known', {
					0: plural('refused', { 0: '{stored} new post.', other: '{stored} new post; {refused} unreadable.' }),
					other: plural('refused', {
						0: '{stored} new post; {known} already known.',
						other: '{stored} new post; {known} already known; {refused} unreadable.'
					})
				}),
				other: plural('known', {
					0: plural('refused', { 0: '{stored} new posts.', other: '{stored} new posts; {refused} unreadable.' }),
					other: plural('refused', {
						0: '{stored} new posts; {known} already known.',
						other: '{stored} new posts; {known} already known; {refused} unreadable.'
					})
				})
			})
		},
		failed: {
			nl: 'De berichten zijn niet overgenomen. Uw tekst staat er nog. Probeer het opnieuw.',
			en: 'The posts were not added. Your text is still there. Try again.'
		},
		tooMany: {
			nl: 'Dit zijn {count} berichten. Neem er hooguit {most} tegelijk over. Haal de rest er even uit.',
			en: 'You pasted {count} posts. You can add at most {most} at a time. Remove the rest for now.'
		}
	},
	cost: { nl: '€ {cents} van € {most} deze maand', en: '€ {cents} of € {most} this month' },
	newKey: { nl: 'Nieuwe sleutel', en: 'New key' },
	preview: {
		title: { nl: 'Het laatste uur met dit zoekprofiel', en: 'The past hour with this search profile' },
		wrong: {
			nl: 'Een woord is langer dan 100 tekens, of een lijst langer dan 200 woorden. Kort het in.',
			en: 'A word is longer than 100 characters, or a list is longer than 200 words. Shorten it.'
		},
		failed: {
			nl: 'Het voorbeeld lukt nu niet. U kunt wel opslaan.',
			en: 'The preview is not available right now. You can still save.'
		},
		now: { nl: 'Zoals het nu is', en: 'As it is now' },
		then: { nl: 'Zoals u het typt', en: 'As you typed it' },
		words: { nl: 'Nieuwe woorden', en: 'New words' },
		finds: {
			nl: plural('count', { 0: 'vindt niets', one: 'vindt {count} bericht', other: 'vindt {count} berichten' }),
			en: plural('count', { 0: 'finds nothing', one: 'finds {count} post', other: 'finds {count} posts' })
		},
		added: {
			nl: plural('count', {
				0: 'Er komt niets bij',
				one: '{count} bericht komt erbij',
				other: '{count} berichten komen erbij'
			}),
			en: plural('count', { 0: 'Nothing is added', one: '{count} post is added', other: '{count} posts are added' })
		},
		lost: {
			nl: plural('count', {
				0: 'Er valt niets af',
				one: '{count} bericht valt af',
				other: '{count} berichten vallen af'
			}),
			en: plural('count', { 0: 'Nothing is lost', one: '{count} post is lost', other: '{count} posts are lost' })
		},
		stored: {
			nl: plural('judged', {
				one: 'Bekeken: de {judged} nieuwste bericht van dit uur die wij bewaren.',
				other: 'Bekeken: de {judged} nieuwste berichten van dit uur die wij bewaren.'
			}),
			en: plural('judged', {
				one: 'Based on the {judged} newest stored post from this hour.',
				other: 'Based on the {judged} newest stored posts from this hour.'
			})
		},
		nonePassed: {
			nl: 'Van berichten die niet pasten, is nu niets bekend.',
			en: 'Nothing is known now about posts that did not match.'
		},
		passed: {
			nl: 'Ook kwamen {seen} berichten langs die niet pasten. Van {kept} is de tekst een uur lang te zien, zonder afzender. Daaruit is het aantal geschat.',
			en: 'Another {seen} posts came by that did not match. We keep the text of {kept} for an hour, without the sender. The number is estimated from those.'
		},
		elsewhere: {
			nl: plural('count', {
				one: 'Van {count} bron weten wij hier niet wat er langskwam.',
				other: 'Van {count} bronnen weten wij hier niet wat er langskwam.'
			}),
			en: plural('count', {
				one: 'We do not know here what came by from {count} source.',
				other: 'We do not know here what came by from {count} sources.'
			})
		}
	},
	try: {
		do: { nl: 'Test', en: 'Test' },
		busy: { nl: 'Wordt getest', en: 'Testing' },
		asked: { nl: 'Test om {time}: de bron werkt.', en: 'Test at {time}: the source is working.' },
		count: {
			nl: plural('count', {
				0: 'Er stond niets in het antwoord.',
				one: 'Er stond {count} bericht in het antwoord.',
				other: 'Er stonden {count} berichten in het antwoord.'
			}),
			en: plural('count', {
				0: 'The response was empty.',
				one: 'The response had {count} post.',
				other: 'The response had {count} posts.'
			})
		},
		newest: { nl: 'Het nieuwste is van {moment}.', en: 'Newest: {moment}.' },
		fits: {
			nl: plural('fits', {
				0: 'Geen ervan past bij het zoekprofiel.',
				one: '{fits} ervan past bij het zoekprofiel.',
				other: '{fits} ervan passen bij het zoekprofiel.'
			}),
			en: plural('fits', {
				0: 'None of them match the search profile.',
				one: '{fits} of them matches the search profile.',
				other: '{fits} of them match the search profile.'
			})
		},
		line: { nl: 'Test om {time}: de verbinding staat.', en: 'Test at {time}: the connection is open.' },
		lineGood: { nl: 'Het laatste teken: {moment}.', en: 'Last sign of life: {moment}.' },
		lineNone: {
			nl: 'Test om {time}: wij maken verbinding. Er is nog geen antwoord.',
			en: 'Test at {time}: connecting. There is no response yet.'
		},
		problem: { nl: 'Test om {time}: {problem}', en: 'Test at {time}: {problem}' },
		sent: {
			nl: plural('count', {
				one: 'De laatste zending met iets nieuws: {moment}, {count} bericht.',
				other: 'De laatste zending met iets nieuws: {moment}, {count} berichten.'
			}),
			en: plural('count', {
				one: 'Last delivery with new posts: {moment}, {count} post.',
				other: 'Last delivery with new posts: {moment}, {count} posts.'
			})
		},
		sentNone: { nl: 'Er kwam nog niets binnen.', en: 'Nothing has come in yet.' },
		tooSoon: {
			nl: 'Deze bron is net al getest. Wacht even en probeer het opnieuw.',
			en: 'This source has just been tested. Wait a moment and try again.'
		},
		failed: { nl: 'De test lukte niet. Probeer het opnieuw.', en: 'The test failed. Try again.' }
	},
	again: { nl: 'Wij vragen het opnieuw om {time}.', en: 'We will try again at {time}.' },
	costNear: {
		nl: 'Het budget is bijna op: € {cents} van € {most} deze maand.',
		en: 'The budget is nearly spent: € {cents} of € {most} this month.'
	},
	good: { nl: 'gehaald', en: 'fetched' },
	more: { nl: 'Meer over {name}', en: 'More about {name}' },
	newBudget: { nl: 'Verhoog het budget', en: 'Raise the budget' },
	total: { nl: '{count} in totaal', en: '{count} in total' },
	shown: {
		nl: plural('posts', {
			one: plural('stories', {
				one: '{posts} bericht gaf {stories} verhaal. Berichten die hetzelfde zeggen, staan bij elkaar. Wat bekeken is, gaat uit de wachtrij.',
				other:
					'{posts} bericht gaf {stories} verhalen. Berichten die hetzelfde zeggen, staan bij elkaar. Wat bekeken is, gaat uit de wachtrij.'
			}),
			other: plural('stories', {
				one: '{posts} berichten gaven {stories} verhaal. Berichten die hetzelfde zeggen, staan bij elkaar. Wat bekeken is, gaat uit de wachtrij.',
				other:
					'{posts} berichten gaven {stories} verhalen. Berichten die hetzelfde zeggen, staan bij elkaar. Wat bekeken is, gaat uit de wachtrij.'
			})
		}),
		en: plural('posts', {
			one: plural('stories', {
				one: '{posts} post became {stories} story. Posts that say the same are grouped. Stories you have looked at leave the queue.',
				other:
					'{posts} post became {stories} stories. Posts that say the same are grouped. Stories you have looked at leave the queue.'
			}),
			other: plural('stories', {
				one: '{posts} posts became {stories} story. Posts that say the same are grouped. Stories you have looked at leave the queue.',
				other:
					'{posts} posts became {stories} stories. Posts that say the same are grouped. Stories you have looked at leave the queue.'
			})
		})
	},
	older: {
		nl: plural('count', {
			one: '{count} bericht is van voor het incident en staat onderaan.',
			other: '{count} berichten zijn van voor het incident en staan onderaan.'
		}),
		en: plural('count', {
			one: '{count} post is from before the incident and comes last.',
			other: '{count} posts are from before the incident and come last.'
		})
	},
	smaller: {
		title: { nl: 'Een kleiner zoekprofiel', en: 'A narrower search profile' },
		link: { nl: 'Maak het zoekprofiel kleiner', en: 'Narrow the search profile' },
		what: {
			nl: 'In de nazorg mag u minder verzamelen. Hieronder staat wat weg kan. Er gebeurt niets voordat u het overneemt.',
			en: 'In aftercare you may collect less. Below is what you can drop. Nothing changes until you accept it.'
		},
		notNow: {
			nl: 'Dit kan in de nazorg. Zet eerst de fase op nazorg.',
			en: 'This is only for aftercare. First set the phase to aftercare.'
		},
		loss: {
			nl: plural('days', {
				one: 'U verliest ongeveer {lost} van de {all} berichten per dag, gemeten over {days} dag.',
				other: 'U verliest ongeveer {lost} van de {all} berichten per dag, gemeten over {days} dagen.'
			}),
			en: plural('days', {
				one: 'You would lose about {lost} of {all} posts a day, measured over {days} day.',
				other: 'You would lose about {lost} of {all} posts a day, measured over {days} days.'
			})
		},
		unseen: {
			nl: plural('unseen', {
				0: 'Iemand bekeek al deze berichten.',
				one: '{unseen} daarvan bekeek niemand.',
				other: '{unseen} daarvan bekeek niemand.'
			}),
			en: plural('unseen', {
				0: 'All of these posts were looked at.',
				one: 'Nobody looked at {unseen} of them.',
				other: 'Nobody looked at {unseen} of them.'
			})
		},
		none: {
			nl: 'Alles wat u zoekt, levert nog berichten die ertoe doen. Er hoeft niets weg.',
			en: 'Everything you search for still brings in posts that matter. Nothing needs to go.'
		},
		words: { nl: 'Woorden: wat een vinkje heeft, gaat weg', en: 'Words: ticked words are removed' },
		sources: { nl: 'Bronnen: wat een vinkje heeft, wordt gepauzeerd', en: 'Sources: ticked sources are paused' },
		brought: {
			nl: plural('relevant', {
				0: '{posts} per dag, geen bericht bij een vraag, gerucht, gedrag of betekenis',
				one: '{posts} per dag, {relevant} bericht bij een vraag, gerucht, gedrag of betekenis',
				other: '{posts} per dag, {relevant} berichten bij een vraag, gerucht, gedrag of betekenis'
			}),
			en: plural('relevant', {
				0: '{posts} a day, no posts linked to a need, rumour, behaviour or meaning',
				one: '{posts} a day, {relevant} post linked to a need, rumour, behaviour or meaning',
				other: '{posts} a day, {relevant} posts linked to a need, rumour, behaviour or meaning'
			})
		},
		accept: { nl: 'Neem dit over', en: 'Accept this' },
		coordinator: { nl: 'Een coördinator beslist hierover.', en: 'A coordinator decides this.' },
		nothing: {
			nl: 'Er is niets gewijzigd: u koos geen woord en geen bron.',
			en: 'Nothing was changed: you did not choose a word or source.'
		},
		done: { nl: 'Het zoekprofiel is kleiner.', en: 'The search profile is now narrower.' },
		why: {
			nl: 'Nazorg: deze bron leverde geen berichten meer die ertoe doen.',
			en: 'Aftercare: this source no longer brought in posts that matter.'
		},
		record: {
			nl: 'Uw besluit komt in het protocol, met wat u erdoor verliest.',
			en: 'Your decision goes into the monitoring record, with what you lose by it.'
		}
	},
	record: {
		title: { nl: 'Protocol van het volgen', en: 'Monitoring record' },
		link: { nl: 'Protocol, om af te drukken', en: 'Monitoring record, to print' },
		asOf: { nl: 'Stand van {time}.', en: 'As of {time}.' },
		why: { nl: 'Waarom wij volgen', en: 'Why we monitor' },
		organisation: { nl: 'Wie volgt', en: 'Who monitors' },
		until: { nl: 'Volgen tot en met', en: 'Monitoring up to and including' },
		keeping: { nl: 'Bewaren', en: 'Retention' },
		held: { nl: 'Staat vast: er wordt niets verwijderd.', en: 'Legal hold: nothing is deleted.' },
		keptUntil: { nl: 'Volledig tot en met {date}.', en: 'In full, up to and including {date}.' },
		kept: { nl: 'Volledig tot {days} dagen na het sluiten.', en: 'In full, until {days} days after closing.' },
		now: { nl: 'Wat wij nu zoeken', en: 'What we search for now' },
		private: {
			nl: 'Accounts van privépersonen volgen wij nooit. Afzenders staan onder een verzonnen naam op het scherm.',
			en: 'We never follow private individuals’ accounts. Senders appear on screen under a made-up name.'
		},
		steps: { nl: 'Wie wat besloot', en: 'Who decided what' },
		word: {
			nl: select('list', {
				terms: 'zoekwoord ‘{word}’',
				hashtags: 'hashtag ‘{word}’',
				places: 'plaats ‘{word}’',
				excluded: 'niet met ‘{word}’',
				accounts: 'account ‘{word}’',
				other: 'taal ‘{word}’'
			}),
			en: select('list', {
				terms: 'search term ‘{word}’',
				hashtags: 'hashtag ‘{word}’',
				places: 'place ‘{word}’',
				excluded: 'excluded word ‘{word}’',
				accounts: 'account ‘{word}’',
				other: 'language ‘{word}’'
			})
		},
		added: { nl: 'Zoekprofiel, erbij: {words}.', en: 'Search profile, added: {words}.' },
		removed: { nl: 'Zoekprofiel, eraf: {words}.', en: 'Search profile, removed: {words}.' },
		minimised: {
			nl: 'Nazorg: dit scheelt ongeveer {lost} berichten per dag.',
			en: 'Aftercare: this saves about {lost} posts a day.'
		},
		opened: { nl: 'Incident geopend.', en: 'Incident opened.' },
		closed: { nl: 'Incident gesloten: het volgen stopt.', en: 'Incident closed: monitoring stops.' },
		reopened: { nl: 'Incident heropend.', en: 'Incident reopened.' },
		prolonged: { nl: 'Verlengd tot en met {until}: {why}', en: 'Extended to {until}: {why}' },
		source: {
			active: { nl: 'Bron ‘{name}’ aangezet', en: 'Source ‘{name}’ turned on' },
			paused: { nl: 'Bron ‘{name}’ stilgezet', en: 'Source ‘{name}’ paused' },
			removed: { nl: 'Bron ‘{name}’ weggehaald', en: 'Source ‘{name}’ removed' }
		},
		program: { nl: 'het programma', en: 'the program' }
	}
} satisfies Messages;
