import MarkdownIt from 'markdown-it'

// Raw HTML is off, so everything that reaches the page was made by the renderer; markdown-it checks link protocols itself.
const renderer = new MarkdownIt({ html: false, linkify: true, breaks: true })

const mention = /@\[([^\]\n]{1,120})\]\(([0-9a-f-]{36})\)/g
// One of its own for the renderer: where it last looked would be where the next one begins to.
const mentionHere = new RegExp(mention.source, 'y')

renderer.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer nofollow')
  tokens[index]?.attrSet('target', '_blank')
  return self.renderToken(tokens, index, options)
}
// A picture would tell a stranger's server who reads; it becomes a link.
renderer.renderer.rules.image = (tokens, index) => {
  const source = tokens[index]?.attrGet('src') ?? ''
  const label = renderer.utils.escapeHtml(tokens[index]?.content || source)
  return `<a href="${renderer.utils.escapeHtml(source)}" rel="noopener noreferrer nofollow" target="_blank">${label}</a>`
}
renderer.inline.ruler.before('link', 'mention', (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x40) return false
  mentionHere.lastIndex = state.pos
  const match = mentionHere.exec(state.src)
  if (!match) return false
  if (!silent) {
    state.push('mention_open', 'span', 1).attrSet('class', 'mention')
    state.push('text', '', 0).content = `@${match[1]}`
    state.push('mention_close', 'span', -1)
  }
  state.pos += match[0].length
  return true
})

/** CommonMark with tables, line breaks, links and `@[Name](member id)` as HTML that is safe to show. */
export const renderMarkdown = (text: string): string => renderer.render(text)

/** The member ids mentioned as `@[Name](id)`. */
export const mentionedIds = (text: string): string[] => [
  ...new Set([...text.matchAll(mention)].map((match) => match[2] as string)),
]

/** Mentions as people write them, for places without markup: mails and notices. */
export const plainMentions = (text: string): string => text.replace(mention, '@$1')
