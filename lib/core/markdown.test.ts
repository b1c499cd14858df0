import { expect, test } from 'vitest'
import { mentionedIds, plainMentions, renderMarkdown } from './markdown'

const [bo, max] = ['01a2006d-5616-722a-b12e-70747e2e836c', '01a2006d-5661-733d-856b-a60fde2f4a3d']

test('whoever is mentioned is found, whatever was read before', () => {
  renderMarkdown(`A sentence that is longer than all of the next comment, and then @[Bo](${bo})`)
  expect(mentionedIds(`@[Bo](${bo}) and @[Max](${max}), and @[Bo](${bo}) again`)).toEqual([bo, max])
  renderMarkdown(`A sentence that is longer than all of the next comment, and then @[Bo](${bo})`)
  expect(plainMentions(`@[Bo](${bo}) and @[Max](${max})`)).toBe('@Bo and @Max')
})

test('a mention is shown by its name alone, wherever it stands', () => {
  expect(renderMarkdown(`@[Bo](${bo}), ask @[Max <b>](${max}) at max@host.test`)).toBe(
    '<p><span class="mention">@Bo</span>, ask <span class="mention">@Max &lt;b&gt;</span> at max@host.test</p>\n',
  )
  expect(renderMarkdown(`@nobody and @[Bo](${bo})`)).toBe('<p>@nobody and <span class="mention">@Bo</span></p>\n')
})
