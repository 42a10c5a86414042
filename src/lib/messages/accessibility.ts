import { plural, type Messages } from './message';

export const accessibility = {
	lead: {
		nl: 'Iedereen moet met Voelspriet kunnen werken, ook met een toetsenbord, een schermlezer of vergroting. Hier staat hoe ver dat is.',
		en: 'Everyone should be able to work with Voelspriet, including with a keyboard, a screen reader or magnification. This page shows how far we are.'
	},
	status: {
		title: { nl: 'Hoe het ervoor staat', en: 'Current status' },
		aim: {
			nl: 'Het doel is WCAG 2.2 op niveau A en AA. Deze verklaring gaat over versie {version}.',
			en: 'The aim is WCAG 2.2 at levels A and AA. This statement is about version {version}.'
		},
		clean: {
			nl: 'In de automatische toets is geen enkele fout gevonden.',
			en: 'The automated check found no violations.'
		},
		faulty: {
			nl: plural('pages', {
				one: 'Op {pages} pagina vond de automatische toets fouten. Welke staat onderaan.',
				other: 'Op {pages} pagina’s vond de automatische toets fouten. Welke staat onderaan.'
			}),
			en: plural('pages', {
				one: 'The automated check found violations on {pages} page. They are listed below.',
				other: 'The automated check found violations on {pages} pages. They are listed below.'
			})
		},
		partial: {
			nl: 'Een automatische toets vindt niet alles. Niemand van buiten onderzocht het programma nog volgens WCAG-EM. Wij zeggen daarom niet dat het volledig voldoet.',
			en: 'An automated check does not find everything. The program has not yet been independently assessed using WCAG-EM. So we do not claim full conformance.'
		}
	},
	checked: {
		title: { nl: 'Wat wij toetsen', en: 'What we check' },
		how: {
			nl: plural('pages', {
				one: plural('checks', {
					one: plural('rules', {
						one: '{pages} pagina is {checks} keer getoetst met {rules} regel van axe {engine}.',
						other: '{pages} pagina is {checks} keer getoetst met {rules} regels van axe {engine}.'
					}),
					other: plural('rules', {
						one: '{pages} pagina is {checks} keer getoetst met {rules} regel van axe {engine}.',
						other: '{pages} pagina is {checks} keer getoetst met {rules} regels van axe {engine}.'
					})
				}),
				other: plural('checks', {
					one: plural('rules', {
						one: '{pages} pagina’s zijn {checks} keer getoetst met {rules} regel van axe {engine}.',
						other: '{pages} pagina’s zijn {checks} keer getoetst met {rules} regels van axe {engine}.'
					}),
					other: plural('rules', {
						one: '{pages} pagina’s zijn {checks} keer getoetst met {rules} regel van axe {engine}.',
						other: '{pages} pagina’s zijn {checks} keer getoetst met {rules} regels van axe {engine}.'
					})
				})
			}),
			en: plural('pages', {
				one: plural('checks', {
					one: plural('rules', {
						one: '{pages} page was checked {checks} time with {rules} rule of axe {engine}.',
						other: '{pages} page was checked {checks} time with {rules} rules of axe {engine}.'
					}),
					other: plural('rules', {
						one: '{pages} page was checked {checks} times with {rules} rule of axe {engine}.',
						other: '{pages} page was checked {checks} times with {rules} rules of axe {engine}.'
					})
				}),
				other: plural('checks', {
					one: plural('rules', {
						one: '{pages} pages were checked {checks} time with {rules} rule of axe {engine}.',
						other: '{pages} pages were checked {checks} time with {rules} rules of axe {engine}.'
					}),
					other: plural('rules', {
						one: '{pages} pages were checked {checks} times with {rules} rule of axe {engine}.',
						other: '{pages} pages were checked {checks} times with {rules} rules of axe {engine}.'
					})
				})
			})
		},
		more: {
			nl: 'Dat gebeurt bij elke wijziging, in een echte browser, licht en donker, smal en breed. Ook het werk met alleen het toetsenbord wordt zo getoetst.',
			en: 'We check every change in a real browser, in light and dark, narrow and wide. We also test working with the keyboard alone.'
		}
	},
	known: {
		title: { nl: 'Wat nog niet goed is', en: 'Known issues' },
		lead: { nl: 'Dit weten wij zelf:', en: 'We know about these issues:' },
		pdf: {
			nl: 'Een PDF heeft koppen, tabellen en een leesvolgorde. Er is nog niet getoetst of het PDF/UA is.',
			en: 'PDFs have headings, tables and a reading order. We have not yet checked whether they meet PDF/UA.'
		},
		own: {
			nl: 'Berichten van mensen, en hun foto’s en filmpjes, hebben vaak geen beschrijving. Die schrijven wij er niet bij.',
			en: 'People’s posts, and their photos and videos, often have no description. We do not add one.'
		},
		charts: {
			nl: 'Een grafiek is niet met een schermlezer te lezen. Ernaast staat daarom een tabel met dezelfde getallen.',
			en: 'Charts cannot be read with a screen reader. A table with the same numbers is shown beside each chart.'
		},
		people: {
			nl: 'Mensen met een beperking hebben het programma nog niet in een oefening beproefd.',
			en: 'People with disabilities have not yet tested the program in an exercise.'
		}
	},
	contact: {
		title: { nl: 'Iets gevonden?', en: 'Found a problem?' },
		what: {
			nl: 'Meld het bij uw organisatie, die dit programma beheert. Zeg welke pagina het is en wat niet lukte.',
			en: 'Report it to your organisation, which runs this program. Say which page it is on and what did not work.'
		}
	},
	page: {
		title: { nl: 'Getoetste pagina’s', en: 'Pages checked' },
		passed: {
			nl: plural('checks', {
				one: plural('passed', {
					one: '{checks} keer getoetst, {passed} regel goed.',
					other: '{checks} keer getoetst, {passed} regels goed.'
				}),
				other: plural('passed', {
					one: '{checks} keer getoetst, {passed} regel goed.',
					other: '{checks} keer getoetst, {passed} regels goed.'
				})
			}),
			en: plural('checks', {
				one: plural('passed', {
					one: 'Checked {checks} time, {passed} rule passed.',
					other: 'Checked {checks} time, {passed} rules passed.'
				}),
				other: plural('passed', {
					one: 'Checked {checks} times, {passed} rule passed.',
					other: 'Checked {checks} times, {passed} rules passed.'
				})
			})
		},
		violated: { nl: 'Fout: {rules}.', en: 'Violated: {rules}.' },
		unsure: { nl: 'Door een mens te bekijken: {rules}.', en: 'Needs a manual check: {rules}.' }
	}
} satisfies Messages;
