import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { Refusal } from '../../src/wecom/refusal'
import { readXml } from '../../src/wecom/xml'
import { textsOf } from '../../src/wecom/xml-fields'
import { cdata } from '../../src/wecom/xml-text'

const plain = (xml: string): unknown => JSON.parse(JSON.stringify(readXml(xml)))
const refused = (xml: string): boolean => {
  try {
    readXml(xml)
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}

describe('the XML reader', () => {
  it('keeps ids as text', () => {
    expect(
      plain('<xml><A>007</A><B><![CDATA[1e5]]></B><C>0x1F</C><D>true</D><E>12345678901234567890</E><F>null</F></xml>'),
    ).toEqual({
      A: '007',
      B: '1e5',
      C: '0x1F',
      D: 'true',
      E: '12345678901234567890',
      F: 'null',
    })
  })

  it('reads CDATA literally, also in several sections', () => {
    expect(plain('<xml><A><![CDATA[a]]&gt;b]]></A></xml>')).toEqual({ A: 'a]]&gt;b' })
    expect(plain('<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>')).toEqual({ A: 'a]]>b' })
    expect(plain('<xml><A>\n <![CDATA[ <!DOCTYPE html> &amp; ]]>\n</A></xml>')).toEqual({
      A: ' <!DOCTYPE html> &amp; ',
    })
  })

  it('decodes the five entities and character numbers in plain text', () => {
    expect(plain('<xml><A>&lt;&gt;&amp;&quot;&apos;&#20013;&#x6587;&#x1F600;]]&gt;</A></xml>')).toEqual({
      A: `<>&"'中文😀]]>`,
    })
  })

  it('makes a list of what repeats and nothing else', () => {
    expect(plain('<xml><L><Item>1</Item></L></xml>')).toEqual({ L: { Item: '1' } })
    const many = readXml('<xml><L><Item>1</Item><Item><![CDATA[2]]></Item><Item/></L></xml>')
    expect(textsOf(many.L, 'Item')).toEqual(['1', '2', ''])
    expect(textsOf(readXml('<xml><L><Item>1</Item></L></xml>').L, 'Item')).toEqual(['1'])
    expect(textsOf(undefined, 'Item')).toEqual([])
  })

  it('treats __proto__ and constructor as ordinary names', () => {
    const node = readXml('<xml><__proto__><polluted>yes</polluted></__proto__><constructor>x</constructor></xml>')
    expect(Object.keys(node)).toEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('accepts a declaration and blanks around the root', () => {
    expect(plain('<?xml version="1.0" encoding="utf-8"?>\n<xml>\n <A> x </A>\n</xml>\n')).toEqual({ A: ' x ' })
  })

  const hostile: [string, string][] = [
    ['nothing', ''],
    ['text', 'hello'],
    ['another root', '<html><A>1</A></html>'],
    ['an empty root', '<xml></xml>'],
    ['a closed root', '<xml/>'],
    ['DOCTYPE', '<!DOCTYPE xml><xml><A>1</A></xml>'],
    ['DOCTYPE in small letters', '<!doctype xml><xml><A>1</A></xml>'],
    ['DOCTYPE after the declaration', '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>'],
    ['DOCTYPE inside the root', '<xml><!DOCTYPE xml><A>1</A></xml>'],
    ['ENTITY inside the root', '<xml><!ENTITY a SYSTEM "file:///etc/passwd"><A>1</A></xml>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><A>&a;</A></xml>'],
    ['an external DTD', '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><xml><A>1</A></xml>'],
    ['a thousand laughs', `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}">]><xml><A>&b;</A></xml>`],
    ['repeated DOCTYPE', `${'<!DOCTYPE x>'.repeat(100)}<xml><A>1</A></xml>`],
    ['an unknown entity', '<xml><A>&nbsp;</A></xml>'],
    ['an entity of the object prototype', '<xml><A>&constructor;&valueOf;</A></xml>'],
    ['a lone ampersand', '<xml><A>a & b</A></xml>'],
    ['an entity without its semicolon', '<xml><A>&amp</A></xml>'],
    ['character number 0', '<xml><A>&#0;</A></xml>'],
    ['a surrogate by number', '<xml><A>&#xD800;</A></xml>'],
    ['a number beyond Unicode', '<xml><A>&#x110000;</A></xml>'],
    ['a comment', '<xml><!-- x --><A>1</A></xml>'],
    ['an instruction', '<xml><?php x ?><A>1</A></xml>'],
    ['attributes', '<xml><A a="1">1</A></xml>'],
    ['50,000 attributes', `<xml><A ${'a="1" '.repeat(50_000)}>1</A></xml>`],
    ['a namespace', '<xml><x:A>1</x:A></xml>'],
    ['3,000 levels', `<xml>${'<A>'.repeat(3000)}x${'</A>'.repeat(3000)}</xml>`],
    ['nine levels', `<xml>${'<A>'.repeat(8)}x${'</A>'.repeat(8)}</xml>`],
    ['20,000 elements', `<xml>${'<A/>'.repeat(20_000)}</xml>`],
    ['an unclosed element', '<xml><A>1</xml>'],
    ['an unclosed root', '<xml><A>1</A>'],
    ['crossed elements', '<xml><A><B>1</A></B></xml>'],
    ['a closing tag too many', '<xml><A>1</A></xml></xml>'],
    ['a second root', '<xml><A>1</A></xml><xml><A>2</A></xml>'],
    ['text after the root', '<xml><A>1</A></xml>x'],
    ['text before the root', 'x<xml><A>1</A></xml>'],
    ['text between elements', '<xml>x<A>1</A></xml>'],
    ['CDATA between elements', '<xml><![CDATA[x]]><A>1</A></xml>'],
    ['CDATA outside the root', '<![CDATA[x]]><xml><A>1</A></xml>'],
    ['CDATA without an end', '<xml><A><![CDATA[x</A></xml>'],
    ['the end of a CDATA in text', '<xml><A>x]]>y</A></xml>'],
    ['a name that starts with a digit', '<xml><1A>1</1A></xml>'],
    ['a very long name', `<xml><${'A'.repeat(70)}>1</${'A'.repeat(70)}></xml>`],
    ['a tag without an end', '<xml><A'],
    ['a lone bracket', '<xml><A>a < b</A></xml>'],
    ['a JSON text', '{"A":1}'],
  ]
  it.each(hostile)('refuses %s', (_name, xml) => {
    expect(refused(xml)).toBe(true)
  })

  it('accepts a customer group whose 500 members all join at once', () => {
    const items = Array.from({ length: 500 }, (_, n) => `<Item>wm${n}</Item>`).join('')
    expect(textsOf(readXml(`<xml><MemChangeList>${items}</MemChangeList></xml>`).MemChangeList, 'Item')).toHaveLength(
      500,
    )
  })

  it('returns what was written, for any text in either spelling', () => {
    const text = fc.string({ unit: 'grapheme' }).filter(s => !s.includes('\0'))
    fc.assert(
      fc.property(text, fc.boolean(), (value, asCdata) => {
        const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        return readXml(`<xml><A>${asCdata ? cdata(value) : escaped}</A></xml>`).A === value
      }),
    )
  })

  it('agrees with a general parser on everything it accepts', () => {
    const parser = new XMLParser({
      parseTagValue: false,
      processEntities: false,
      ignoreAttributes: true,
      trimValues: false,
    })
    const name = fc.constantFrom('UserID', 'Name', 'Item', 'Id')
    const value = fc.string({ unit: fc.constantFrom('a', '0', '7', 'x', '中', '-', '.') })
    const leaf = fc.tuple(name, value).map(([n, v]) => `<${n}><![CDATA[${v}]]></${n}>`)
    const inner = fc.tuple(name, fc.array(leaf, { minLength: 1 })).map(([n, l]) => `<${n}>${l.join('')}</${n}>`)
    fc.assert(
      fc.property(fc.array(fc.oneof(leaf, inner), { minLength: 1 }), parts => {
        const xml = `<xml>${parts.join('')}</xml>`
        expect(plain(xml)).toEqual((parser.parse(xml) as { xml: unknown }).xml)
      }),
    )
  })

  it('survives any damage to a message, refusing or reading it', () => {
    const good = '<xml><A><![CDATA[zhangsan]]></A><L><Item>1</Item><Item>2</Item></L><B>&lt;1&#65;</B></xml>'
    fc.assert(
      fc.property(
        fc.nat(good.length),
        fc.nat(good.length),
        fc.string({ unit: fc.constantFrom(...'<>/!&;[]#xCDATA"= ') }),
        (a, b, put) => {
          const damaged = good.slice(0, Math.min(a, b)) + put + good.slice(Math.max(a, b))
          return typeof refused(damaged) === 'boolean'
        },
      ),
      { numRuns: 5000 },
    )
  })
})
