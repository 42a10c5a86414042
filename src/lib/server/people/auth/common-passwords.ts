/**
 * What people in the Netherlands and elsewhere choose when they have to choose: words, names, clubs, seasons,
 * keyboards. Our own list, made by hand. Lower case, without digits: passwords.ts removes those before comparing.
 */
export const COMMON_WORDS: readonly string[] = `
wachtwoord welkom geheim hallo inloggen toegang beheer beheerder gebruiker gemeente gemeentehuis stadhuis burgemeester wethouder veiligheid
veiligheidsregio brandweer politie ambulance crisis voelspriet omgevingsanalyse communicatie woordvoerder nederland holland oranje amsterdam
rotterdam utrecht denhaag eindhoven groningen tilburg almere breda nijmegen arnhem haarlem enschede amersfoort apeldoorn zwolle leiden maastricht
dordrecht zoetermeer ajax feyenoord psv lente zomer herfst winter voorjaar najaar januari februari maart april mei juni juli augustus september
oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag liefde schatje lieverd liefje mama papa moeder vader oma opa
broer zusje poes kat hond hondje paard konijn vogel vis bloem bloemen roos zon maan ster sterren huis thuis werk kantoor school auto fiets voetbal
muziek vakantie koffie kaas bier pizza chocola appel appeltaart stroopwafel pannenkoek verjaardag gezellig lekker mooi groot klein nieuw oud
jan piet kees klaas henk ingrid anna emma sophie lisa sanne eva daan bram sem lucas thomas mark peter johan marieke anouk jeroen wilhelmina willem
alexander maxima beatrix jezus god sinterklaas zwartepiet kerst kerstmis pasen koningsdag elfstedentocht
password passwort motdepasse passphrase welcome letmein secret login logon access admin administrator root user guest test testing demo default
changeme temp temporary master monkey dragon sunshine princess football baseball basketball soccer superman batman starwars pokemon shadow michael
jennifer jordan hunter ranger buster killer trustno iloveyou loveyou love lover hello freedom whatever ninja mustang harley summer spring autumn
fall monday friday january march october cheese cookie flower orange banana purple yellow silver golden diamond angel heaven jesus christ charlie
daniel jessica ashley nicole andrew joshua matthew robert william george computer internet google facebook twitter instagram apple samsung
microsoft windows office company business server database system network security correct horse battery staple
qwerty qwertyuiop azerty azertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc poiuytrewq lkjhgfdsa mnbvcxz
abc abcd abcde abcdef abcdefg abcdefgh abcdefghij abcdefghijkl
een twee drie vier vijf mijn jouw ons onze het van voor met aan een ik ben jij bent wij zijn hou the my our your for and this that you are new
`
	.trim()
	.split(/\s+/);
