/// What pandoc is told to do with the report's Markdown for each kind of document, in its own language, Lua.
///
/// A picture keeps its alternative text and its caption apart, slides leave tables out and give sentences to the speaker,
/// and LaTeX takes figures as PDF.
enum DocumentFilter {
  static let lua = """
    local function figure(image)
      local alternative = image.attributes.alt or pandoc.utils.stringify(image.caption)
      local caption = image.caption
      local picture = image:clone()
      picture.attributes.alt = nil
      picture.attributes.said = nil
      picture.title = ''
      if FORMAT == 'latex' then
        picture.title = 'fig:'
        return pandoc.Para({picture})
      elseif FORMAT == 'pptx' then
        picture.caption = pandoc.Inlines(image.attributes.said or '')
        picture.attributes.width = nil
        return pandoc.Para({picture})
      end
      picture.caption = pandoc.Inlines(alternative)
      return {
        pandoc.Div(pandoc.Para({picture}), pandoc.Attr('', {}, {['custom-style'] = 'Captioned Figure'})),
        pandoc.Div(pandoc.Para(caption), pandoc.Attr('', {}, {['custom-style'] = 'Image Caption'})),
      }
    end

    local function forSpeakers(blocks)
      local said = pandoc.List()
      for _, block in ipairs(blocks) do
        if block.t ~= 'Table' then said:insert(block) end
      end
      return pandoc.Div(said, pandoc.Attr('', {'notes'}))
    end

    local function slides(document)
      local blocks = pandoc.List()
      for _, block in ipairs(document.blocks) do
        if block.t == 'BulletList' then
          local heading = blocks[#blocks]
          if heading and heading.t == 'Header' then heading.level = 2 end
          -- As many items to a slide as it has room for: nine lines of some forty letters.
          local part, lines, isFurther = pandoc.List(), 0, false
          local function slide()
            if isFurther and heading then
              local again = heading:clone()
              again.identifier = ''
              blocks:insert(again)
            end
            blocks:insert(pandoc.BulletList(part))
            part, lines, isFurther = pandoc.List(), 0, true
          end
          for _, item in ipairs(block.content) do
            local more = math.ceil(utf8.len(pandoc.utils.stringify(pandoc.Div(item))) / 40)
            if #part > 0 and lines + more > 9 then slide() end
            part:insert(item)
            lines = lines + more
          end
          if #part > 0 then slide() end
        else
          blocks:insert(block)
        end
      end
      return pandoc.Pandoc(blocks, document.meta)
    end

    return {{
      Para = function(paragraph)
        if #paragraph.content == 1 and paragraph.content[1].t == 'Image' then
          return figure(paragraph.content[1])
        end
      end,
      Figure = function(block)
        local image = block.content[1].content[1]
        image.caption = pandoc.utils.blocks_to_inlines(block.caption.long)
        return figure(image)
      end,
      Div = function(div)
        if div.classes:includes('beside-slides') then
          if FORMAT == 'pptx' then return forSpeakers(div.content) end
          return div.content
        end
      end,
    }, {
      Inlines = function(inlines)
        if FORMAT == 'pptx' then
          return inlines:filter(function(inline) return inline.t ~= 'Note' end)
        end
      end,
    }, {
      Pandoc = function(document)
        if FORMAT == 'pptx' then return slides(document) end
      end,
    }}

    """
}
