"""The table of traditional letters is made of the lines that no simplified text could suffer from."""

from __future__ import annotations

from traditional_letters import pairs


def test_common_letters_are_kept_and_those_of_both_scripts_left_out() -> None:
    lines = [
        "# a remark\n",
        "\n",
        "億\t亿\n",
        "鍾\t钟 锺\n",
        "乾\t干 乾\n",
        "於\t于 於\n",
        "著\t著 着\n",
        "訢\t䜣 欣\n",
    ]
    assert list(pairs(lines)) == [("億", "亿"), ("鍾", "钟"), ("於", "于")]
