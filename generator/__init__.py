"""Service handbook: YAML content -> a branded MkDocs handbook with printable worksheets, tailored to a trade.

ARCHITECTURE. Data flows one way, and a room imports only rooms above it in this list:

    problems    what a finding is and how it is said
    fields      what there is to fill in, the same on every medium
    typesetting  a document's data, plain values -> a tagged PDF (Typst, then pikepdf); knows no model
    models      the vocabulary: Framework > Concept, Topic, Situation, Exercise > Block, Industry, Brand ...
    documents   a file's values, and where each of them stands
    matching    names by patterns
    cache       results by content: same inputs, same bytes, no work
    inputs      all that a build reads, as a digest; whether there is anything to build
    sources     YAML text -> values with line and column; knows no schema
    intake      opens a project's files, and leaves shut what is no plain file
    brand       brand tokens as CSS, and whether they can be read
    artwork     logos, pictures and fonts: what of them may be published
    overlay     an organisation's changes, laid over our documents by id
    validation  values -> models; each misfit becomes a Problem with its place
    prose       author text -> safe HTML for screens, runs for paper
    dates       dates as people write them
    own_pages   freely written pages: Markdown with front matter -> documents
    terms       slots such as {a_customer} and their replacement
    library     the Library: everything authored, indexed by id
    digests     what is written, thing by thing, as digests
    reviews     who looks after what, and what is due for a look
    drift       what has changed in ours under an organisation's changes
    coverage    what is complete and what is missing
    rules       what must hold between files: ids, references, siblings, slots, answers
    reading     sentences, words, syllables, grade of a text
    writing     advice on the writing: too hard, too long, too alike, loaded, never used
    assembly    `read` takes in files, `assemble` makes the Library and gathers every Problem
    scaffold    starts something new, commented and valid at once
    schema      JSON Schema of every authored file, for editors
    reference   every field of every kind of file, for people
    blocks      what a block holds once the trade is known
    handbook    what one edition shows, as a value, and where each thing of it is found
    editions    `select(library, edition) -> Handbook`: choose, tailor
    neighbours  which other editions readers can change to
    ledger      what the content is on one day, and what changed since another
    offline     what keeps an edition on a device: a list of its files, and the worker that holds to it
    archive     files as a ZIP that tells no time
    compiled    templates as code, kept
    look        the brand's files as a site and paper hold them
    addresses   the short address of each sheet
    occasions   one run of a session: when what begins, who sits with whom, what to print how often
    follow_up   the action plan's checks as a calendar file
    people      a list of people (CSV) -> names with their lines
    decks       which decks of cards an edition has
    drawings    cycle, chain and journey as geometry
    pages       Handbook -> Markdown pages
    paper       Handbook -> worksheets, answer keys and forms: the data of their PDFs, Word files and slides
    fit         whether each sheet keeps its promise of pages
    packs       one run of a session -> trainer's pack, workbook, single sheets, and a ZIP of them
    awards      people + a session -> certificates, all or none
    frame       what stands around every page: ways to other editions, search, sharing
    ready       HTML in a Markdown text, set aside while the engine reads the rest
    theme       the theme's templates, compiled once, their parts drawn once a folder
    ahead       all templates compiled by a process beside, while content is read
    engine      what MkDocs need not do twice
    standing    the engine after a whole build, which draws single pages again
    styles      the theme's style sheets, less what no page of a site can show
    site        an edition's project, and the engine's work on it; with `theme`, `engine` and `standing` all that knows MkDocs
    stamp       the words of a brand, put into pages that were drawn without them
    verify      dead links and foreign requests in a finished site
    drawn       pages as the engine leaves them, once for all brands
    workshop    makes one edition whole, or finds it made
    workers     who makes the editions: this process, processes beside it, a cluster
    publish     build beside, verify, swap
    cluster     editions made on other machines, by Dask
    build       one build: editions become one site
    shards      parts of a build, joined
    intact      whether a published site is still what was built
    preview     a site on this machine, whose open pages follow each change
    live        follows edits: reads, draws and shows again what was saved
    brand_preview  the brand on one page and one sheet, to look at before anything is built
    base        our own files, lent by the installed package to a folder that holds only an organisation's
    doctor      what is missing on this machine and in this configuration, and what mends it
    editor      the handbook in forms, served to this machine alone; edits merged into the authors' own files
    cli         arguments, printing, progress, exit status

`mkdocs_hook` stands outside: it is named in mkdocs.yml so that plain `mkdocs serve` works too.
Python decides, templates draw: everything visual lies in `overrides/`. Every stage gathers Problems; only
`cli` prints them. An edition is a value handed to pure functions before anything is rendered: what is
for trainers is not *in* a staff page, sheet or search index.
"""
