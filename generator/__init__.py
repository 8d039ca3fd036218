"""Service handbook: YAML content -> a branded MkDocs handbook with printable worksheets, tailored to a trade.

ARCHITECTURE. Data flows one way, and a room imports only rooms above it in this list:

    problems    what a finding is and how it is said
    models      the vocabulary: Framework > Concept, Topic, Situation, Exercise > Block, Industry, Brand ...
    sources     YAML text -> values with line and column; knows no schema
    validation  values -> models; each misfit becomes a Problem with its place
    prose       author text -> safe HTML for screens, runs for paper
    terms       slots such as {a_customer} and their replacement
    library     the Library: everything authored, indexed by id
    coverage    what is complete and what is missing
    brand       brand tokens as CSS, and how well their colours can be read
    rules       what must hold between files: ids, references, siblings, slots, answers
    reading     sentences, words, syllables, grade of a text
    writing     advice on the writing: too hard, too long, too alike, loaded, never used
    assembly    `read` opens files, `assemble` makes the Library and gathers every Problem
    blocks      what a block holds once the trade is known
    editions    `select(library, edition) -> Handbook`: choose, tailor, address
    drawings    cycle, chain and journey as geometry
    pages       Handbook -> Markdown pages
    paper       Handbook -> worksheets, answer keys and forms as PDF (Typst, then pikepdf)
    frame       what stands around every page: ways to other editions, search, sharing
    site        writes an edition's project, calls the engine; the only room that knows MkDocs
    verify      dead links and foreign requests in a finished site
    publish     build beside, verify, swap
    build       one build of all editions, in worker processes
    cli         arguments, printing, progress, exit status

`mkdocs_hook` stands outside: it is named in mkdocs.yml so that plain `mkdocs serve` works too.
Python decides, templates draw: everything visual lies in `overrides/`. Every stage gathers Problems; only
`cli` prints them. An edition is a value handed to pure functions before anything is rendered: what is
for trainers is not *in* a staff page, sheet or search index.
"""
