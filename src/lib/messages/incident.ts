import { plural, select, type Messages } from './message';

export const incident = {
	nav: {
		report: { nl: 'Rapport', en: 'Report' },
		out: {
			nl: plural('count', { one: '{count} valt uit', other: '{count} vallen uit' }),
			en: plural('count', { one: '{count} is out', other: '{count} are out' })
		},
		settings: { nl: 'Instellingen', en: 'Settings' }
	},
	phases: {
		watch: { nl: 'volgen', en: 'watch' },
		acute: { nl: 'acuut', en: 'acute' },
		followUp: { nl: 'vervolg', en: 'follow-up' },
		aftercare: { nl: 'nazorg', en: 'aftercare' },
		closed: { nl: 'gesloten', en: 'closed' }
	},
	loading: { nl: 'Dit wordt geladen…', en: 'Loading…' },
	unreachable: {
		title: { nl: 'Geen verbinding met Voelspriet', en: 'No connection to Voelspriet' },
		here: {
			nl: 'Die pagina opent pas als er weer verbinding is. Hier kunt u doorwerken.',
			en: 'That page opens only when there is a connection again. You can keep working here.'
		},
		what: {
			nl: 'Deze pagina opent vanzelf als er weer verbinding is. Uw werk is bewaard.',
			en: 'This page opens by itself when there is a connection again. Your work is safe.'
		},
		waiting: {
			nl: plural('count', {
				0: 'Er wacht niets op dit apparaat.',
				one: 'Op dit apparaat wacht {count} wijziging.',
				other: 'Op dit apparaat wachten {count} wijzigingen.'
			}),
			en: plural('count', {
				0: 'Nothing is waiting on this device.',
				one: '{count} change is waiting on this device.',
				other: '{count} changes are waiting on this device.'
			})
		},
		stay: { nl: 'Blijf hier', en: 'Stay here' }
	},
	line: {
		offline: {
			nl: plural('count', {
				0: 'Geen verbinding sinds {time}. U kunt doorwerken. Er wacht niets.',
				one: 'Geen verbinding sinds {time}. U kunt doorwerken. {count} wijziging wacht.',
				other: 'Geen verbinding sinds {time}. U kunt doorwerken. {count} wijzigingen wachten.'
			}),
			en: plural('count', {
				0: 'No connection since {time}. You can keep working. Nothing is waiting.',
				one: 'No connection since {time}. You can keep working. {count} change is waiting.',
				other: 'No connection since {time}. You can keep working. {count} changes are waiting.'
			})
		},
		signedOut: {
			nl: plural('count', {
				0: 'U bent niet meer aangemeld. Er wacht niets op opslaan. Meld u opnieuw aan.',
				one: 'U bent niet meer aangemeld. {count} wijziging staat op dit apparaat en wacht. Meld u opnieuw aan.',
				other: 'U bent niet meer aangemeld. {count} wijzigingen staan op dit apparaat en wachten. Meld u opnieuw aan.'
			}),
			en: plural('count', {
				0: 'You are no longer signed in. Nothing is waiting to be saved. Sign in again.',
				one: 'You are no longer signed in. {count} change is waiting on this device. Sign in again.',
				other: 'You are no longer signed in. {count} changes are waiting on this device. Sign in again.'
			})
		},
		signIn: { nl: 'Meld u aan', en: 'Sign in' },
		fleeting: {
			nl: 'Deze browser bewaart niets. Sluit dit venster niet voordat alles is opgeslagen: wat nog wacht, gaat dan verloren.',
			en: 'This browser does not store anything. Do not close this window until everything is saved: what still waits is lost.'
		},
		outdated: {
			nl: 'Er is een nieuwe versie van Voelspriet. Laad de pagina opnieuw. Wat wacht, blijft op dit apparaat staan.',
			en: 'There is a new version of Voelspriet. Reload the page. Waiting changes stay on this device.'
		},
		wentBack: {
			known: {
				nl: plural('count', {
					0: 'De server heeft gegevens van {time} teruggezet. Er is niets van u of uw collega’s weg.',
					one: 'De server heeft gegevens van {time} teruggezet. {count} wijziging van daarna is weg.',
					other: 'De server heeft gegevens van {time} teruggezet. {count} wijzigingen van daarna zijn weg.'
				}),
				en: plural('count', {
					0: 'The server restored data of {time}. Nothing of you or your colleagues is lost.',
					one: 'The server restored data of {time}. {count} later change is lost.',
					other: 'The server restored data of {time}. {count} later changes are lost.'
				})
			},
			unknown: {
				nl: 'De server heeft oudere gegevens teruggezet, van voor u deze pagina opende. Controleer wat u daarna deed.',
				en: 'The server restored older data, from before you opened this page. Check what you did since.'
			}
		},
		disk: {
			noPosts: {
				nl: 'De schijf van de server is bijna vol. Nieuwe berichten worden niet opgeslagen. Werk gewoon door en waarschuw de beheerder.',
				en: 'The server’s disk is almost full. New posts are not being stored. Keep working and tell the administrator.'
			},
			full: {
				nl: 'De schijf van de server is vol. Uw wijzigingen blijven op dit apparaat staan. Waarschuw de beheerder.',
				en: 'The server’s disk is full. Your changes stay on this device. Tell the administrator.'
			}
		},
		reload: { nl: 'Laad opnieuw', en: 'Reload' }
	},
	refused: {
		some: {
			nl: plural('count', {
				one: '{count} wijziging is niet opgeslagen. Zij staat nog op dit apparaat.',
				other: '{count} wijzigingen zijn niet opgeslagen. Zij staan nog op dit apparaat.'
			}),
			en: plural('count', {
				one: '{count} change was not saved. It is still on this device.',
				other: '{count} changes were not saved. They are still on this device.'
			})
		},
		closed: {
			nl: plural('count', {
				one: 'Het incident is intussen gesloten. {count} wijziging van u is niet opgeslagen. Zij staat nog op dit apparaat.',
				other:
					'Het incident is intussen gesloten. {count} wijzigingen van u zijn niet opgeslagen. Zij staan nog op dit apparaat.'
			}),
			en: plural('count', {
				one: 'The incident has since been closed. {count} of your changes was not saved. It is still on this device.',
				other:
					'The incident has since been closed. {count} of your changes were not saved. They are still on this device.'
			})
		},
		show: { nl: 'Bekijk', en: 'View' },
		download: { nl: 'Bewaar als bestand', en: 'Save as a file' },
		file: { nl: 'niet-opgeslagen-werk', en: 'work-not-saved' },
		discard: { nl: 'Gooi weg', en: 'Discard' },
		discardAll: { nl: 'Gooi alles weg', en: 'Discard all' },
		none: { nl: 'Er is niets meer dat niet is opgeslagen.', en: 'There are no unsaved changes left.' },
		ended: {
			nl: plural('count', {
				one: 'De oefening is klaar. {count} wijziging van u kwam te laat. Zij staat nog op dit apparaat.',
				other: 'De oefening is klaar. {count} wijzigingen van u kwamen te laat. Zij staan nog op dit apparaat.'
			}),
			en: plural('count', {
				one: 'The exercise is over. {count} of your changes came too late. It is still on this device.',
				other: 'The exercise is over. {count} of your changes came too late. They are still on this device.'
			})
		}
	},
	stuck: {
		waits: {
			nl: select('why', {
				page: '‘{what}’ wacht sinds {time}: een tussenliggende server antwoordt met een eigen pagina.',
				between: '‘{what}’ wacht sinds {time}: een tussenliggende server antwoordt {status}.',
				ours: '‘{what}’ wacht sinds {time}: de server antwoordt {status}.',
				other: '‘{what}’ wacht sinds {time}: de verbinding breekt er telkens bij af.'
			}),
			en: select('why', {
				page: '‘{what}’ has waited since {time}: a server in between answers with a page of its own.',
				between: '‘{what}’ has waited since {time}: a server in between answers {status}.',
				ours: '‘{what}’ has waited since {time}: the server answers {status}.',
				other: '‘{what}’ has waited since {time}: the connection breaks each time it is sent.'
			})
		},
		others: {
			nl: plural('count', {
				0: 'Al het andere wordt wel opgeslagen.',
				one: '{count} wijziging wacht erop. Al het andere wordt wel opgeslagen.',
				other: '{count} wijzigingen wachten erop. Al het andere wordt wel opgeslagen.'
			}),
			en: plural('count', {
				0: 'Everything else is saved.',
				one: '{count} change waits for it. Everything else is saved.',
				other: '{count} changes wait for it. Everything else is saved.'
			})
		},
		setAside: {
			nl: plural('count', { 0: 'Zet opzij', one: 'Zet beide opzij', other: 'Zet ze samen opzij' }),
			en: plural('count', { 0: 'Set aside', one: 'Set both aside', other: 'Set them aside together' })
		},
		aside: {
			nl: '‘{what}’ van {time} is opzij gezet, omdat het niet aankwam.',
			en: '‘{what}’ of {time} was set aside, because it did not arrive.'
		}
	},
	keyGroups: {
		move: { nl: 'Door de lijst', en: 'Move through the list' },
		link: { nl: 'Koppel aan', en: 'Link to' },
		outcome: { nl: 'En verder', en: 'Other actions' },
		picker: { nl: 'In de keuzelijst', en: 'In the picker' },
		go: { nl: 'Ga naar', en: 'Go to' },
		board: { nl: 'Op een bord', en: 'On a board' }
	},
	keys: {
		next: { nl: 'Volgende verhaal', en: 'Next story' },
		previous: { nl: 'Vorige verhaal', en: 'Previous story' },
		open: { nl: 'Open of sluit de berichten', en: 'Open or close the posts' },
		looked: { nl: 'Bekeken, volgende', en: 'Looked at, next' },
		notRelevant: { nl: 'Niet van belang, volgende', en: 'Not relevant, next' },
		later: { nl: 'Later: 10 minuten, nog eens 30', en: 'Later: 10 minutes, press again for 30' },
		help: { nl: 'Noodkreet: zet vast, nog eens: geef door', en: 'Call for help: pin, press again to pass on' },
		notHelp: { nl: 'Geen noodkreet', en: 'Not a call for help' },
		firstHelp: { nl: 'Eerste noodkreet, nog eens: terug', en: 'First call for help, press again to go back' },
		undo: { nl: 'Maak ongedaan', en: 'Undo' },
		unlabel: { nl: 'Haal het laatste label weg', en: 'Remove the last label' },
		loadNew: { nl: 'Laad nieuwe verhalen', en: 'Load new stories' },
		search: { nl: 'Zoek', en: 'Search' },
		back: { nl: 'Sluit, terug naar de stroom', en: 'Close, back to the stream' },
		linkAny: { nl: 'Kies uit alle bevindingen', en: 'Choose from all findings' },
		linkNeed: { nl: 'Vraag', en: 'Information need' },
		linkRumour: { nl: 'Gerucht', en: 'Rumour' },
		linkBehaviour: { nl: 'Gedrag', en: 'Behaviour' },
		linkMeaning: { nl: 'Betekenis', en: 'Meaning' },
		merge: { nl: 'Voeg samen met een ander verhaal', en: 'Merge into another story' },
		goStream: { nl: 'Stroom', en: 'Stream' },
		goRumours: { nl: 'Geruchten', en: 'Rumours' },
		goNeeds: { nl: 'Vragen', en: 'Information needs' },
		goReport: { nl: 'Rapport', en: 'Report' },
		goSources: { nl: 'Bronnen', en: 'Sources' },
		showKeys: { nl: 'Toon deze toetsen', en: 'Show these keys' },
		pickerNext: { nl: 'Volgende regel', en: 'Next line' },
		pickerPrevious: { nl: 'Vorige regel', en: 'Previous line' },
		pickerTake: { nl: 'Koppel', en: 'Link' },
		pickerFinish: { nl: 'Koppel, en klaar met het verhaal', en: 'Link and finish the story' },
		pickerMake: { nl: 'Maak een nieuwe', en: 'Add a new one' },
		supports: { nl: 'steunt (na Tab)', en: 'supports (after Tab)' },
		denies: { nl: 'spreekt tegen (na Tab)', en: 'denies (after Tab)' },
		asks: { nl: 'vraagt (na Tab)', en: 'asks (after Tab)' },
		comments: { nl: 'reageert (na Tab)', en: 'comments (after Tab)' },
		harmAnnoys: { nl: 'schade 1: ergernis (bij een nieuw gerucht)', en: 'harm 1: annoyance (for a new rumour)' },
		harmMisleads: { nl: 'schade 2: verkeerd gedrag', en: 'harm 2: wrong behaviour' },
		harmInjures: { nl: 'schade 3: gevaar', en: 'harm 3: danger' },
		harmIsDanger: { nl: 'direct gevaar', en: 'immediate danger' },
		extendDown: { nl: 'volgende verhaal ook kiezen', en: 'select the next story too' },
		extendUp: { nl: 'vorige verhaal ook kiezen', en: 'select the previous story too' },
		cardNext: { nl: 'volgende kaart', en: 'next card' },
		cardPrevious: { nl: 'vorige kaart', en: 'previous card' },
		cardLeft: { nl: 'kolom naar links', en: 'column to the left' },
		cardRight: { nl: 'kolom naar rechts', en: 'column to the right' },
		cardOpen: { nl: 'open de kaart', en: 'open the card' },
		cardMove: { nl: 'verplaats de kaart', en: 'move the card' },
		cardMerge: { nl: 'voeg de dubbele vraag samen', en: 'merge the duplicate question' },
		cardPosts: { nl: 'toon de berichten', en: 'show the posts' },
		cardNew: { nl: 'nieuwe vraag', en: 'new question' },
		askApproval: { nl: 'vraag akkoord', en: 'ask for approval' }
	},
	kinds: {
		fire: { nl: 'Brand', en: 'Fire' },
		hazardousSubstance: { nl: 'Gevaarlijke stof', en: 'Hazardous substance' },
		flood: { nl: 'Hoogwater', en: 'Flood' },
		outage: { nl: 'Uitval', en: 'Outage' },
		publicOrder: { nl: 'Openbare orde', en: 'Public order' },
		health: { nl: 'Gezondheid', en: 'Health' },
		violence: { nl: 'Geweld', en: 'Violence' },
		disappearance: { nl: 'Vermissing', en: 'Disappearance' },
		cyber: { nl: 'Cyber', en: 'Cyber' },
		issue: { nl: 'Kwestie', en: 'Issue' },
		other: { nl: 'Anders', en: 'Other' }
	},
	phase: { nl: 'fase: {phase}', en: 'phase: {phase}' },
	grip: { nl: 'GRIP {grip}', en: 'GRIP {grip}' },
	noGrip: { nl: 'geen', en: 'none' },
	desks: {
		phone: { nl: 'Telefoon (KCC)', en: 'Phone desk' },
		press: { nl: 'Pers', en: 'Press' },
		street: { nl: 'Straat', en: 'Street' }
	},
	exerciseOccasion: {
		nl: 'Oefening: alles in dit incident is verzonnen.',
		en: 'Exercise: everything in this incident is made up.'
	},
	settings: {
		title: { nl: 'Instellingen van dit incident', en: 'Incident settings' },
		described: { nl: 'Wat het is', en: 'Description' },
		saved: { nl: 'Opgeslagen.', en: 'Saved.' },
		phase: { nl: 'Fase', en: 'Phase' },
		phaseSave: { nl: 'Wijzig de fase', en: 'Change the phase' },
		end: { nl: 'Einde van het volgen', en: 'End of monitoring' },
		endsAt: {
			nl: 'De bronnen stoppen op {date}, tenzij u verlengt.',
			en: 'The sources stop on {date}, unless you extend monitoring.'
		},
		ended: {
			nl: 'De verwachte einddatum, {date}, is voorbij. Bronnen die zelf ophalen staan stil. Berichten die programma’s insturen worden geweigerd.',
			en: 'The expected end, {date}, has passed. Sources that collect posts automatically are paused. Posts that programs send are refused.'
		},
		until: { nl: 'Volg tot en met', en: 'Monitor up to and including' },
		why: { nl: 'Waarom is dat nodig?', en: 'Why is this needed?' },
		prolong: { nl: 'Verleng', en: 'Extend' },
		profile: { nl: 'Zoekprofiel', en: 'Search profile' },
		legal: { nl: 'Reden, doel en grond', en: 'Reason, purpose and legal basis' },
		legalHint: {
			nl: 'Vastgelegd bij het openen. Dit verandert niet meer.',
			en: 'Recorded when the incident was opened. This can no longer change.'
		},
		close: { nl: 'Sluit het incident', en: 'Close the incident' },
		closeHint: {
			nl: 'Na het sluiten komt er niets meer bij. Niemand kan nog iets wijzigen, tot een coördinator heropent.',
			en: 'After closing, nothing more is added. Nobody can change anything until a coordinator reopens it.'
		},
		open: { nl: 'Dit staat nog open', en: 'Still open' },
		nothingOpen: { nl: 'Er staat niets meer open.', en: 'Nothing is open.' },
		leaveCalls: {
			nl: plural('count', {
				one: 'Ik sluit, en laat {count} noodkreet open die niemand heeft doorgegeven',
				other: 'Ik sluit, en laat {count} noodkreten open die niemand heeft doorgegeven'
			}),
			en: plural('count', {
				one: 'I close it, and leave {count} call for help open that nobody passed on',
				other: 'I close it, and leave {count} calls for help open that nobody passed on'
			})
		},
		toCalls: { nl: 'Bekijk de noodkreten', en: 'See the calls for help' },
		closeNow: { nl: 'Sluit dit incident', en: 'Close this incident' },
		closeOnly: { nl: 'Alleen een coördinator kan sluiten.', en: 'Only a coordinator can close the incident.' },
		closedBy: { nl: 'Gesloten op {moment} door {name}.', en: 'Closed on {moment} by {name}.' },
		reopen: { nl: 'Heropen', en: 'Reopen' },
		reopenHint: {
			nl: 'De fase wordt weer: {phase}. Bronnen gaan verder waar ze waren.',
			en: 'The phase goes back to: {phase}. Sources resume where they left off.'
		},
		openPoints: {
			help: {
				nl: plural('count', {
					one: '{count} noodkreet is nog niet doorgegeven',
					other: '{count} noodkreten zijn nog niet doorgegeven'
				}),
				en: plural('count', {
					one: '{count} call for help not yet passed on',
					other: '{count} calls for help not yet passed on'
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
			waiting: {
				nl: plural('count', {
					one: '{count} verhaal wacht in de wachtrij',
					other: '{count} verhalen wachten in de wachtrij'
				}),
				en: plural('count', {
					one: '{count} story waiting in the queue',
					other: '{count} stories waiting in the queue'
				})
			},
			needs: {
				nl: plural('count', {
					one: '{count} vraag heeft nog geen antwoord',
					other: '{count} vragen hebben nog geen antwoord'
				}),
				en: plural('count', {
					one: '{count} information need has no answer yet',
					other: '{count} information needs have no answer yet'
				})
			},
			rumours: {
				nl: plural('count', { one: '{count} gerucht loopt nog', other: '{count} geruchten lopen nog' }),
				en: plural('count', { one: '{count} rumour is still active', other: '{count} rumours are still active' })
			},
			report: { nl: 'Er is nog geen rapport vrijgegeven', en: 'No report has been released yet' },
			links: {
				nl: plural('count', { one: '{count} deellink werkt nog', other: '{count} deellinks werken nog' }),
				en: plural('count', { one: '{count} share link still works', other: '{count} share links still work' })
			},
			sources: {
				nl: plural('count', { one: '{count} bron staat nog aan', other: '{count} bronnen staan nog aan' }),
				en: plural('count', { one: '{count} source is still on', other: '{count} sources are still on' })
			}
		},
		aftercare: {
			nl: 'In de nazorg komt er elke week een rapport en kunt u minder verzamelen.',
			en: 'In aftercare, a report is due every week and you can collect less.'
		},
		profileWhere: { nl: 'Bekijk of wijzig het zoekprofiel', en: 'View or change the search profile' },
		feeds: {
			title: { nl: 'Gegevens voor programma’s', en: 'Data for programs' },
			what: {
				nl: 'Programma’s van partners kunnen dan meelezen: gepubliceerde teksten en vrijgegeven rapporten, zonder namen.',
				en: 'Partners’ programs can then read published texts and released reports, without names.'
			},
			who: {
				nl: 'Wie een deellink heeft, kan dit lezen. Als wachtwoord geldt het laatste deel van die link.',
				en: 'Anyone with a share link can read this. The password is the last part of that link.'
			},
			on: { nl: 'Staat open.', en: 'Open.' },
			off: { nl: 'Staat dicht.', en: 'Closed.' },
			open: { nl: 'Zet open', en: 'Open' },
			close: { nl: 'Zet dicht', en: 'Close' },
			exercise: {
				nl: 'Een oefening deelt nooit gegevens met programma’s.',
				en: 'An exercise never shares data with programs.'
			},
			coordinator: {
				nl: 'Alleen een coördinator zet dit open of dicht.',
				en: 'Only a coordinator opens or closes this.'
			},
			links: { nl: 'Deellinks en hun adressen', en: 'Share links and their addresses' }
		}
	},
	due: {
		late: { nl: '{duration} te laat', en: '{duration} late' },
		soonSaid: { nl: 'Rapport {number} moet {when} klaar zijn.', en: 'Report {number} is due {when}.' },
		lateSaid: {
			nl: 'Rapport {number} is te laat. Het moest {when} klaar zijn.',
			en: 'Report {number} is late. It was due {when}.'
		},
		name: { nl: 'Rapport {number}:', en: 'Report {number}:' },
		lateShort: { nl: 'te laat', en: 'late' },
		nowShort: { nl: 'nu', en: 'now' },
		now: { nl: 'is nu aan de beurt', en: 'is due now' }
	},
	attention: {
		count: {
			nl: plural('count', {
				0: 'Niets vraagt nu aandacht',
				one: '{count} punt vraagt nu aandacht',
				other: '{count} punten vragen nu aandacht'
			}),
			en: plural('count', {
				0: 'Nothing needs attention',
				one: '{count} item needs attention',
				other: '{count} items need attention'
			})
		}
	}
} satisfies Messages;
